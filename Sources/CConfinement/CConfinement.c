#define _GNU_SOURCE

#include "CConfinement.h"

#include <errno.h>

#ifdef __linux__

#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

// Of <linux/landlock.h>, written out: the header of an older system lacks what its kernel has.
// The three calls have the same numbers on every processor.
enum { CREATE_RULESET = 444, ADD_RULE = 445, RESTRICT_SELF = 446 };
enum { ASK_VERSION = 1, PATH_BENEATH = 1 };

struct ruleset {
  uint64_t files, network, scopes;
};

struct __attribute__((packed)) path_rule {
  uint64_t allowed;
  int32_t parent;
};

// Rights by the version that brought them: 13 at first, then linking across folders, truncating,
// and controlling devices.
static const uint64_t execute = 1 << 0, write_file = 1 << 1, read_file = 1 << 2, read_folder = 1 << 3,
                      truncate_file = 1 << 14;

static uint64_t all_file_rights(int version) {
  uint64_t rights = (1 << 13) - 1;
  if (version >= 2) rights |= 1 << 13;
  if (version >= 3) rights |= truncate_file;
  if (version >= 5) rights |= 1 << 15;
  return rights;
}

int kindling_landlock_version(void) {
  long version = syscall(CREATE_RULESET, NULL, 0, ASK_VERSION);
  return version < 0 ? 0 : (int)version;
}

static int allow(int rules, const char *path, uint64_t rights) {
  int place = open(path, O_PATH | O_CLOEXEC);
  if (place < 0) return 0;
  struct stat facts;
  if (fstat(place, &facts) == 0 && !S_ISDIR(facts.st_mode)) rights &= ~read_folder;
  struct path_rule rule = {rights, place};
  int failure = syscall(ADD_RULE, rules, PATH_BENEATH, &rule, 0) < 0 ? errno : 0;
  close(place);
  return failure;
}

static int confine_files(const char *const *readable, const char *const *writable, int version) {
  struct ruleset wanted = {all_file_rights(version), 0, 0};
  // Connecting and listening by TCP; then signals and abstract sockets to others.
  if (version >= 4) wanted.network = 3;
  if (version >= 6) wanted.scopes = 3;
  size_t size = version >= 6 ? 24 : version >= 4 ? 16 : 8;
  int rules = (int)syscall(CREATE_RULESET, &wanted, size, 0);
  if (rules < 0) return errno;
  int failure = 0;
  for (; *readable && !failure; readable++)
    failure = allow(rules, *readable, execute | read_file | read_folder);
  uint64_t writing = (read_file | write_file | truncate_file) & all_file_rights(version);
  for (; *writable && !failure; writable++) failure = allow(rules, *writable, writing);
  if (!failure && syscall(RESTRICT_SELF, rules, 0) < 0) failure = errno;
  close(rules);
  return failure;
}

#if defined(__x86_64__)
#define PROCESSOR AUDIT_ARCH_X86_64
#else
#define PROCESSOR AUDIT_ARCH_AARCH64
#endif

// No sockets but those between processes of one machine, and no second way to open them: Landlock
// knows TCP alone, and that since version 4.
static int confine_calls(void) {
  enum { DENY = SECCOMP_RET_ERRNO | EACCES, OTHER_NUMBERS = 0x40000000, RING = 425 };
  struct sock_filter steps[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, PROCESSOR, 1, 0),
      BPF_STMT(BPF_RET | BPF_K, DENY),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, OTHER_NUMBERS, 5, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, RING, 4, 0),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 0, 2),
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, args[0])),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
      BPF_STMT(BPF_RET | BPF_K, DENY),
  };
  struct sock_fprog program = {sizeof steps / sizeof *steps, steps};
  return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) < 0 ? errno : 0;
}

int kindling_confine(const char *const *readable, const char *const *writable) {
  int version = kindling_landlock_version();
  if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) return errno;
  if (version > 0) {
    int failure = confine_files(readable, writable, version);
    if (failure) return failure;
  }
  return confine_calls();
}

#else

int kindling_landlock_version(void) { return 0; }

int kindling_confine(const char *const *readable, const char *const *writable) {
  (void)readable;
  (void)writable;
  return ENOSYS;
}

#endif
