"""One requests.Session for the benchmark of the engine: reads "hosts count" from each line, answers the seconds it took."""

import sys
import time

import requests

url = sys.argv[1]
sessions = {}


def session_with(hosts):
    session = requests.Session()
    session.trust_env = False
    for host in range(hosts):
        domain = "127.0.0.1" if host == 0 else "host-%d.example.com" % (host - 1)
        for index in range(10):
            session.cookies.set("c%d" % index, "value-of-%d" % index, domain=domain, path="/")
    return session


print("ready", requests.__version__, flush=True)
for line in sys.stdin:
    hosts, count = map(int, line.split())
    if hosts not in sessions:
        sessions[hosts] = session_with(hosts)
    session = sessions[hosts]
    started = time.perf_counter()
    for _ in range(count):
        response = session.get(url)
        assert response.status_code == 200 and len(response.content) > 0
    print(time.perf_counter() - started, flush=True)
