"""A program's coloured output, as a page that looks like a terminal."""

import html
import os
import pty
import re
import subprocess

STYLES = {"1": "strong", "2": "quiet", "31": "bad", "32": "good"}

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Terminal</title><style>
body { margin: 0; background: #1b1a18; }
pre {
  display: inline-block; margin: 0; padding: 18px 22px; color: #e2ddd3;
  font: 14px/1.5 "DejaVu Sans Mono", "Liberation Mono", monospace;
}
.prompt { color: #a8a195; } .strong { font-weight: bold; } .quiet { color: #a8a195; }
.bad { color: #f19a92; } .good { color: #98c99a; }
</style></head><body><pre>%s</pre></body></html>
"""


def output_on_terminal(words, executable, folder):
    """What a program prints when its standard output is a terminal, colours and all."""
    ours, theirs = pty.openpty()
    environment = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    process = subprocess.Popen(
        words, executable=executable, cwd=folder, env=environment, stdin=subprocess.DEVNULL,
        stdout=theirs, stderr=subprocess.PIPE, start_new_session=True)
    os.close(theirs)
    chunks = []
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:
            # The other end of a pseudo-terminal closes with an error on Linux.
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(ours)
    complaint = process.stderr.read().decode()
    status = process.wait()
    if status > 1:
        raise SystemExit(f"{' '.join(words)} ended with status {status}: {complaint}")
    return b"".join(chunks).decode().replace("\r\n", "\n")


def page(command, output):
    """The page: a prompt with the command, and the output with its colours."""
    pieces = re.split("\x1b\\[([0-9]+)m", output)
    body = f'<span class="prompt">$</span> {html.escape(command)}\n' + html.escape(pieces[0])
    for code, text in zip(pieces[1::2], pieces[2::2]):
        style = STYLES.get(code)
        text = html.escape(text)
        body += f'<span class="{style}">{text}</span>' if style else text
    return PAGE % body
