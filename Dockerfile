# The course in a container, built at the path where it is used:
#
#   docker build -t kindling .
#   docker run -it --rm --security-opt seccomp=unconfined -v kindling:/workspaces/kindling kindling
#
# Answers stay in the volume `kindling`. Bubblewrap, which confines answers while they are graded,
# needs user namespaces; Docker's own seccomp profile refuses them, hence the option.
FROM swift:6.3

ENV DEBIAN_FRONTEND=noninteractive
# What .ci/set-up takes to be there, and an editor for a terminal; it installs the rest.
COPY .ci/set-up /tmp/set-up
RUN apt-get update \
  && apt-get install -y --no-install-recommends git make nano python3 \
  && /tmp/set-up all \
  && rm -rf /tmp/set-up /var/lib/apt/lists/*

WORKDIR /workspaces/kindling
COPY . .
RUN make install

CMD ["bash"]
