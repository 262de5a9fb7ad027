"""The four steps of replay.mjs with one requests.Session each: `replay-requests.py URL COUNT`."""

import re
import sys

import requests

url, count = sys.argv[1], int(sys.argv[2])
for _ in range(count):
    with requests.Session() as session:
        session.trust_env = False
        form = session.get(url + "/login")
        assert form.status_code == 200
        csrf = re.search('name="_csrf" value="([^"]+)"', form.text).group(1)
        home = session.post(
            url + "/login", data={"_csrf": csrf, "username": "admin", "password": "password"}
        )
        assert home.status_code == 200 and "login" in session.cookies
        account = session.get(url + "/account")
        assert account.status_code == 200 and account.json()["user"] == "admin"
        items = session.get(url + "/items")
        assert items.status_code == 200 and items.json()["items"][39]["ok"] is True
