"""One upload as the Python workers make it: only an answer that says "success" counts."""
import json
import urllib.request


def posted(api, entry):
    body = json.dumps({"user_id": entry["project_id"], "content": entry["content"]}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(api + "/memory", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=30) as reply:
            return bool(json.load(reply).get("success"))
    except Exception:
        return False
