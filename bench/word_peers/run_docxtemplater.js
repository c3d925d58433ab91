// Renders a template COUNT times with docxtemplater, writes the last one and prints the CPU milliseconds of each.
// node run_docxtemplater.js TEMPLATE DATA OUT COUNT
const fs = require("fs");
const PizZip = require("pizzip");
const Docxtemplater = require("docxtemplater");

const [template, source, out, count] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(source, "utf8"));
const file = fs.readFileSync(template);
const spent = [];
let rendered;
for (let number = 0; number < Number(count); number++) {
  const start = process.cpuUsage();
  const document = new Docxtemplater(new PizZip(file), { paragraphLoop: true, linebreaks: true });
  document.render(data);
  rendered = document.getZip().generate({ type: "nodebuffer", compression: "DEFLATE" });
  const used = process.cpuUsage(start);
  spent.push((used.user + used.system) / 1000);
}
fs.writeFileSync(out, rendered);
console.log(JSON.stringify(spent));
