# SPDX-License-Identifier: GPL-3.0-or-later
"""Signs as Twilio's Python SDK does: a line of JSON in, {"token", "url", "fields": [[name, value]]} or {..., "body"}, a signature out."""
import json
import sys

from twilio.request_validator import RequestValidator

for line in sys.stdin:
    asked = json.loads(line)
    validator = RequestValidator(asked["token"])
    url = asked["url"].split("#")[0]  # a fragment is not sent; the SDK leaves that to its caller
    print(validator.compute_signature(url, dict(asked["fields"])), flush=True)
