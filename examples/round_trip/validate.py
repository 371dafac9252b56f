"""Validates lost examples by their own schemas. The arguments are the list that the example `round_trip` writes, and the files
and folders of documents that it was run on.

Prints every lost example that is valid, and how many of the others are not, or cannot be judged. Exits with 1 if valid
examples were lost."""

import json
import re
import sys
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import yaml
from referencing import Registry, Specification

# The address under which the validator knows the document.
URI = "urn:document"

# Keywords whose values are data.
DATA = {"const", "default", "enum", "example", "examples"}


class Loader(yaml.CSafeLoader if hasattr(yaml, "CSafeLoader") else yaml.SafeLoader):
    """YAML with the scalars of JSON, as OpenAPI wants it: dates are strings, and so is `no`."""

    yaml_implicit_resolvers = {}


for tag, pattern, first in (
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"^(?:{pattern})$"), list(first))
Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])


def key_strings(value):
    """The value with the keys of JSON, which are strings: `200:` is the status in YAML."""
    if isinstance(value, dict):
        return {key if isinstance(key, str) else json.dumps(key): key_strings(of) for key, of in value.items()}
    return [key_strings(of) for of in value] if isinstance(value, list) else value


def read(path):
    text = path.read_text(encoding="utf-8-sig")
    try:
        return json.loads(text)
    except ValueError:
        return key_strings(yaml.load(text, Loader))


def with_null(value, key=""):
    """The document of 3.0 with `nullable` as a type, as JSON Schema has it (OpenAPI 3.0.4, section 4.7.24.2)."""
    if key in DATA:
        return value
    if isinstance(value, list):
        return [with_null(of) for of in value]
    if not isinstance(value, dict):
        return value
    schema = {key: with_null(of, key) for key, of in value.items()}
    if value.get("nullable") is True and isinstance(value.get("type"), str):
        schema["type"] = [value["type"], "null"]
    return schema


class Document:
    """A document, and its schemas as they are read by the validator of its version."""

    def __init__(self, path):
        self.written = read(path)
        version = str(self.written.get("openapi", ""))
        old = not version.startswith(("3.1", "3.2"))
        self.validator = jsonschema.Draft4Validator if old else jsonschema.Draft202012Validator
        self.schemas = with_null(self.written) if version.startswith("3.0") else self.written
        resource = Specification.OPAQUE.create_resource(self.schemas)
        self.registry = Registry().with_resource(URI, resource)

    def verdict(self, example, schema):
        """None if the example at a pointer is valid, else why it is not."""
        value = self.followed(at(self.written, example))
        validator = self.validator({"$ref": f"{URI}#{schema}"}, registry=self.registry)
        error = jsonschema.exceptions.best_match(validator.iter_errors(value))
        return error and f"/{'/'.join(map(str, error.absolute_path))}: {error.message[:200]}"

    def followed(self, value, left=8):
        """A value with the targets of the references in it, which authors write although an example is a value."""
        if isinstance(value, list):
            return [self.followed(of, left) for of in value]
        if not isinstance(value, dict):
            return value
        reference = value.get("$ref") if len(value) == 1 else None
        if left and isinstance(reference, str) and reference.startswith("#"):
            try:
                return self.followed(at(self.written, unquote(reference[1:])), left - 1)
            except (KeyError, IndexError, ValueError, TypeError):
                return value
        return {key: self.followed(of, left) for key, of in value.items()}


def at(value, pointer):
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def files(place):
    return sorted(place.iterdir()) if place.is_dir() else [place]


def main(lost, *places):
    paths = {path.name: path for place in places for path in files(Path(place))}
    documents, verdicts = {}, Counter()
    for line in Path(lost).read_text(encoding="utf-8").splitlines():
        name, example, schema, fate = line.split("\t", 3)
        try:
            if name not in documents:
                documents[name] = Document(paths[name])
            # A pointer is a fragment of a URI.
            reason = documents[name].verdict(example, re.sub(r"[^\w/.~!$&'()*+,;=:@-]", quoted, schema, flags=re.ASCII))
        except (Exception, RecursionError) as error:  # noqa: BLE001 - whatever a document makes a validator raise
            verdicts["not judged"] += 1
            print(f"not judged\t{name}\t{example}\t{fate}\t{type(error).__name__}: {str(error)[:200]!r}")
            continue
        if reason is not None:
            verdicts["invalid"] += 1
        else:
            verdicts["valid"] += 1
            print(f"valid\t{name}\t{example}\t{schema}\t{fate}")
    for verdict, count in verdicts.most_common():
        print(f"{count:>8}  {verdict}", file=sys.stderr)
    return 1 if verdicts["valid"] else 0


def quoted(match):
    return "".join(f"%{byte:02X}" for byte in match[0].encode())


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
