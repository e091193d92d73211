# One image with the server, the page and the helper. Run it as docs/operating/README.md says, or with compose.yaml:
#   docker run --rm -p 127.0.0.1:4000:4000 -e PUBLIC_HOST=localhost:4000 --read-only --tmpfs /tmp:size=16m --cap-drop ALL \
#     --security-opt no-new-privileges --pids-limit 512 --memory 2g -v spawnscope:/var/lib/spawnscope spawnscope
# Never use --privileged or seccomp=unconfined: tracing needs neither, and Docker's default profile allows ptrace.

FROM node:20-bookworm-slim AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends gcc libc6-dev make \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /build
COPY . .
RUN node scripts/setup.mjs

FROM node:20-bookworm-slim
# tini reaps orphans that the server does not. bubblewrap is for hosts that allow user namespaces in a container.
RUN apt-get update \
    && apt-get install -y --no-install-recommends bubblewrap tini \
    && rm -rf /var/lib/apt/lists/* \
    && install -d -o 65532 -g 65532 -m 0700 /var/lib/spawnscope
WORKDIR /srv/spawnscope
COPY --from=build /build/package.json package.json
COPY --from=build /build/dist dist
COPY --from=build /build/native/build/spawnscope native/build/spawnscope
COPY --from=build /build/native/build/targets native/build/targets
COPY --from=build /build/native/build/app native/build/app
# Recordings go to SPAWNSCOPE_DATA, or to the Redis of REDIS_URL.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 SPAWNSCOPE_DATA=/var/lib/spawnscope
USER 65532:65532
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s \
    CMD ["node", "-e", "fetch('http://127.0.0.1:4000/healthz').then((r)=>process.exit(r.ok?0:1),()=>process.exit(1))"]
ENTRYPOINT ["tini", "--", "node", "dist/server/main.js"]
# This argument vouches for the container around the server. Leave it out if the container holds anything else.
CMD ["--outer-sandbox=container"]
