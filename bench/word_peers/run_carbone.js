// Renders a template COUNT times with Carbone, writes the last one and prints the CPU milliseconds of each.
// node run_carbone.js TEMPLATE DATA OUT COUNT
const fs = require("fs");
const carbone = require("carbone");

const [template, source, out, count] = process.argv.slice(2);
const data = JSON.parse(fs.readFileSync(source, "utf8"));
const spent = [];

function next(number) {
  const start = process.cpuUsage();
  carbone.render(template, data, {}, (error, rendered) => {
    if (error) throw error;
    const used = process.cpuUsage(start);
    spent.push((used.user + used.system) / 1000);
    if (number + 1 < Number(count)) return next(number + 1);
    fs.writeFileSync(out, rendered);
    console.log(JSON.stringify(spent));
    process.exit(0);
  });
}

next(0);
