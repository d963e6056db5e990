# The course in a container, built at the path where it is used:
#
#   docker build -t kindling .
#   docker run -it --rm --security-opt seccomp=unconfined -v kindling:/workspaces/kindling kindling
#
# Answers stay in the volume `kindling`. Bubblewrap, which confines answers while they are graded,
# needs user namespaces; Docker's own seccomp profile refuses them, hence the option.
FROM swift:6.3

ENV DEBIAN_FRONTEND=noninteractive
# What .ci/set-up would install, and an editor for a terminal.
RUN apt-get update \
  && apt-get install -y --no-install-recommends \
    bubblewrap git graphviz libjs-katex libmd4c-dev libopenblas-dev libsqlite3-dev libxml2-dev \
    libzip-dev make \
    nano nodejs \
    pkg-config python3 python3-jsonschema zlib1g-dev \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /workspaces/kindling
COPY . .
RUN make install

CMD ["bash"]
