//! A large document with everything that is common in large documents: many groups of operations, types that all of them
//! share, types of one operation, enums, lists, maps, unions, prose.

use std::fmt::Write;

/// A document of OpenAPI 3.0 in YAML with as many groups of ten operations.
pub fn document(groups: usize) -> String {
    let mut text = String::from("openapi: 3.0.3\ninfo: { title: Everything, version: '1' }\npaths:\n");
    for group in 0..groups {
        for number in 0..10 {
            operation(&mut text, group, number).expect("text can be written");
        }
    }
    text.push_str("components:\n  schemas:\n");
    for group in 0..groups {
        shared(&mut text, group, groups).expect("text can be written");
    }
    text
}

fn operation(text: &mut String, group: usize, number: usize) -> std::fmt::Result {
    write!(
        text,
        "  /groups/{group}/things{number}/{{thing_id}}:
    put:
      operationId: UpdateThing{number}OfGroup{group}
      tags: [Group {group}]
      summary: Updates thing {number}
      description: >-
        Changes what is given, and leaves the rest of the <b>thing</b> as it is. See [the guide](https://example.com/{group})
        for what `state` means; a thing that is `LOCKED` cannot be changed.
      parameters:
        - {{ name: thing_id, in: path, required: true, schema: {{ type: string }}, description: Which thing. }}
        - {{ name: dry_run, in: query, schema: {{ type: boolean }}, description: Whether to change nothing. }}
        - {{ name: expand, in: query, schema: {{ type: array, items: {{ type: string }} }} }}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              required: [name]
              properties:
                name: {{ type: string, description: 'What it is called, at most 64 letters.' }}
                state: {{ type: string, enum: [OPEN, LOCKED, GONE_{number}], description: Whether it can be changed. }}
                labels: {{ type: object, additionalProperties: {{ type: string }} }}
                owner: {{ $ref: '#/components/schemas/Owner{group}' }}
                lines:
                  type: array
                  items:
                    type: object
                    properties:
                      amount{number}: {{ type: integer, description: How many. }}
                      price: {{ type: number, nullable: true }}
      responses:
        '200':
          description: It is changed.
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Owner{group}' }} }} }}
        default:
          description: It is not.
          content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Owner0' }} }} }}
"
    )
}

fn shared(text: &mut String, group: usize, groups: usize) -> std::fmt::Result {
    let next = (group + 1) % groups;
    write!(
        text,
        "    Owner{group}:
      type: object
      description: Who responses for things of group {group}.
      required: [id]
      properties:
        id: {{ type: string, description: What the owner is known by. }}
        created-at: {{ type: string, format: date-time, description: When the owner was entered. }}
        deputy: {{ $ref: '#/components/schemas/Owner{next}' }}
        contact:
          oneOf:
            - {{ type: string, description: An address. }}
            - {{ type: object, required: [phone{group}], properties: {{ phone{group}: {{ type: string }} }} }}
"
    )
}
