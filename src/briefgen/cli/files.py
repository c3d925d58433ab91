"""The commands for single files: a template rendered, a paper signed."""

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli.telling import or_findings, tell_files


def render(
    template: Annotated[Path, typer.Argument(help="a Word or Excel file with tags, such as letter.docx")],
    data: Annotated[Path, typer.Argument(help="a JSON or YAML file with the values of its tags")],
    out: Annotated[Path, typer.Option("--out", "-o", help="file to write")],
    language: Annotated[str, typer.Option("--language", "-l", help="language of numbers and dates")] = "en",
) -> int:
    """Fill any Word or Excel file: its tags are replaced by your data, everything else stays as it is.

    Example: briefgen render letter.docx data.yaml -o letter-out.docx --language uk
    """
    from briefgen import verbs

    return tell_files(or_findings(lambda: verbs.render_file(template, data, out, language=language)))


def sign(
    paper: Annotated[Path, typer.Argument(help="a PDF paper, such as output/my-talks/uk/brief.pdf")],
    key: Annotated[Path, typer.Option("--key", "-k", help="key file (.p12, .pfx) with certificate and private key")],
    out: Annotated[Path | None, typer.Option("--out", "-o", help="file to write (default: PAPER-signed.pdf)")] = None,
    passphrase: Annotated[
        str | None,
        typer.Option(
            envvar="BRIEFGEN_PASSPHRASE",
            prompt="Passphrase of the key",
            prompt_required=False,
            hide_input=True,
            help="passphrase of the key; without a value after it, it is asked for",
        ),
    ] = None,
) -> int:
    """Sign a PDF paper after PAdES; it stays tagged and archival. Needs `pip install "briefgen[sign]"`.

    Example: briefgen sign output/my-talks/uk/brief.pdf --key key.p12 --passphrase
    """
    from briefgen import verbs

    return tell_files(or_findings(lambda: verbs.sign(paper, key, passphrase=passphrase, out=out)))
