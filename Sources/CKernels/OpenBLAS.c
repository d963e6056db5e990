#include "CKernels.h"
#include "Product.h"

#include <dlfcn.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

// Large products from OpenBLAS, which is looked for when the first one is asked for: nothing is
// needed to build without it, and a program of small products never loads it.
//
// OpenBLAS rounds in another way when it divides a product among threads otherwise. So it is called
// with one thread, over blocks whose sizes depend on the product alone, from this library's threads.

enum {
  // Products with fewer multiplications, or fewer rows, are no faster than with the loops of
  // MatrixProduct.h: the least of many rounds on two cores of an EPYC of the third generation.
  LEAST_PRODUCTS = 32 * 32 * 32,
  LEAST_ROWS = 8,
  // A block is cut no further below this many multiplications, nor when there are this many blocks
  // and none is higher or wider than this: what is cut is packed more than once.
  BLOCK_PRODUCTS = 2 * 128 * 128 * 128,
  ENOUGH_BLOCKS = 8,
  BLOCK_EDGE = 512,
  EDGE_UNIT = 16,
};

// CBLAS's own numbers.
enum { ROW_MAJOR = 101, AS_IT_IS = 111, TRANSPOSED = 112 };

typedef void (*gemm_float)(
    int order, int a_form, int b_form, int rows, int columns, int depth, float factor,
    const float *a, int a_step, const float *b, int b_step, float kept, float *c, int c_step);
typedef void (*gemm_double)(
    int order, int a_form, int b_form, int rows, int columns, int depth, double factor,
    const double *a, int a_step, const double *b, int b_step, double kept, double *c, int c_step);

static struct {
  gemm_float product_float;
  gemm_double product_double;
  char name[160];
} kernels;
static pthread_once_t once = PTHREAD_ONCE_INIT;

// MARK: Loading

#if defined(__linux__) && defined(__x86_64__)

extern char **environ;

// The kernels that fit what the processor has. OpenBLAS goes by the processor's name instead, and
// takes its oldest for one that is newer than itself. NULL where it was never measured.
static const char *fitting_core(void) {
  if (__builtin_cpu_supports("x86-64-v4")) return "SkylakeX";
  if (__builtin_cpu_supports("x86-64-v3")) return "Haswell";
  return NULL;
}

static const char *instruction_set(void) {
  return __builtin_cpu_supports("x86-64-v4")   ? "AVX-512"
         : __builtin_cpu_supports("x86-64-v3") ? "AVX2"
                                               : "SSE2";
}

// Loads OpenBLAS in an environment that chooses its kernels, where the user's does not, and keeps it
// from starting threads of its own, which it would do while it is loaded. The environment is another
// array for that time, never freed: who reads it meanwhile on another thread finds one or the other.
static void *load_with(const char *core) {
  static char core_type[64], one_thread[] = "OPENBLAS_NUM_THREADS=1";
  char **own = environ;
  size_t count = 0;
  while (own && own[count]) count++;
  char **other = malloc((count + 3) * sizeof *other);
  if (!other) return NULL;
  size_t kept = 0;
  for (size_t i = 0; i < count; i++) {
    if (strncmp(own[i], "OPENBLAS_NUM_THREADS=", 21) != 0) other[kept++] = own[i];
  }
  other[kept++] = one_thread;
  if (!getenv("OPENBLAS_CORETYPE")) {
    snprintf(core_type, sizeof core_type, "OPENBLAS_CORETYPE=%s", core);
    other[kept++] = core_type;
  }
  other[kept] = NULL;
  environ = other;
  // The names of Debian's alternative and of the build with threads elsewhere.
  void *library = dlopen("libopenblas.so.0", RTLD_NOW | RTLD_LOCAL);
  if (!library) library = dlopen("libopenblasp.so.0", RTLD_NOW | RTLD_LOCAL);
  if (environ == other) environ = own;
  return library;
}

// Fills in `kernels`, or says what keeps OpenBLAS from being used.
static const char *obstacle(void) {
  const char *asked = getenv("KINDLING_BLAS");
  if (asked && strcmp(asked, "off") == 0) return "KINDLING_BLAS is off";
  const char *core = fitting_core();
  if (!core && !getenv("OPENBLAS_CORETYPE")) return "OpenBLAS was not measured on such a processor";
  // Each thread in OpenBLAS takes more than 100 MiB of address space, of which it uses little, and
  // where that is not to be had waits for ever: so not where there is a limit, as in a graded run.
  struct rlimit space;
  if (getrlimit(RLIMIT_AS, &space) == 0 && space.rlim_cur != RLIM_INFINITY) {
    return "OpenBLAS needs more address space than a limit may leave";
  }
  void *library = load_with(core);
  if (!library) return "OpenBLAS is not installed";
  gemm_float product_float = (gemm_float)dlsym(library, "cblas_sgemm");
  gemm_double product_double = (gemm_double)dlsym(library, "cblas_dgemm");
  int (*parallel)(void) = (int (*)(void))dlsym(library, "openblas_get_parallel");
  void (*set_threads)(int) = (void (*)(int))dlsym(library, "openblas_set_num_threads");
  char *(*core_name)(void) = (char *(*)(void))dlsym(library, "openblas_get_corename");
  char *(*configuration)(void) = (char *(*)(void))dlsym(library, "openblas_get_config");
  if (!product_float || !product_double || !parallel || !set_threads || !core_name ||
      !configuration) {
    return "OpenBLAS is not complete";
  }
  // The other builds may not be called from several threads at once.
  if (parallel() != 1) return "OpenBLAS is not the build with pthreads";
  set_threads(1);
  char name[16] = "", version[16] = "";
  sscanf(configuration(), "%15s %15s", name, version);
  snprintf(
      kernels.name, sizeof kernels.name, "OpenBLAS %s, %s kernels",
      strcmp(name, "OpenBLAS") == 0 ? version : "of unknown version", core_name());
  kernels.product_float = product_float;
  kernels.product_double = product_double;
  return NULL;
}

#else

static const char *instruction_set(void) { return "any processor"; }
static const char *obstacle(void) { return "OpenBLAS was not measured on such a processor"; }

#endif

static void choose(void) {
  const char *reason = obstacle();
  if (!reason) return;
  snprintf(
      kernels.name, sizeof kernels.name, "Kindling's own for %s: %s", instruction_set(), reason);
}

const char *ck_product_kernels(void) {
  pthread_once(&once, choose);
  return kernels.name;
}

// MARK: Products

// How CBLAS is to read a matrix, and the elements from one of its lines to the next.
struct reading {
  int form, step;
};

// Returns 0 where CBLAS cannot: no two neighbours lie together, or lines overlap.
static int read_as(size_t row, size_t column, size_t rows, size_t columns, struct reading *reading) {
  int is_transposed = column != 1 || row < columns;
  size_t step = is_transposed ? column : row;
  if (is_transposed && (row != 1 || column < rows)) return 0;
  if (step > INT_MAX) return 0;
  *reading = (struct reading){is_transposed ? TRANSPOSED : AS_IT_IS, (int)step};
  return 1;
}

// A product cut into rectangles, `across` of them beside each other.
struct blocks {
  const struct product *product;
  struct reading a, b;
  size_t rows, columns, across, count;
};

static size_t half(size_t edge) { return (edge / 2 + EDGE_UNIT - 1) / EDGE_UNIT * EDGE_UNIT; }

static size_t parts(size_t whole, size_t part) { return (whole + part - 1) / part; }

static int cut(const struct product *p, struct blocks *blocks) {
  if (p->rows < LEAST_ROWS || p->rows * p->columns * p->depth < LEAST_PRODUCTS) return 0;
  if (p->rows > INT_MAX || p->columns > INT_MAX || p->depth > INT_MAX || p->c_row > INT_MAX) return 0;
  if (!read_as(p->a_row, p->a_column, p->rows, p->depth, &blocks->a) ||
      !read_as(p->b_row, p->b_column, p->depth, p->columns, &blocks->b)) {
    return 0;
  }
  size_t rows = p->rows, columns = p->columns;
  while (rows * columns * p->depth > BLOCK_PRODUCTS && (rows > EDGE_UNIT || columns > EDGE_UNIT) &&
         (parts(p->rows, rows) * parts(p->columns, columns) < ENOUGH_BLOCKS ||
          rows > BLOCK_EDGE || columns > BLOCK_EDGE)) {
    if (rows >= columns) rows = half(rows);
    else columns = half(columns);
  }
  blocks->product = p;
  blocks->rows = rows;
  blocks->columns = columns;
  blocks->across = parts(p->columns, columns);
  blocks->count = blocks->across * parts(p->rows, rows);
  return 1;
}

static size_t least(size_t a, size_t b) { return a < b ? a : b; }

#define PRODUCT(type)                                                                             \
  static void blocks_of_##type(void *context, size_t start, size_t end) {                         \
    const struct blocks *blocks = context;                                                        \
    const struct product *p = blocks->product;                                                    \
    for (size_t index = start; index < end; index++) {                                            \
      size_t row = index / blocks->across * blocks->rows;                                         \
      size_t column = index % blocks->across * blocks->columns;                                   \
      kernels.product_##type(                                                                     \
          ROW_MAJOR, blocks->a.form, blocks->b.form, (int)least(blocks->rows, p->rows - row),     \
          (int)least(blocks->columns, p->columns - column), (int)p->depth, 1,                     \
          (const type *)p->a + row * p->a_row, blocks->a.step,                                    \
          (const type *)p->b + column * p->b_column, blocks->b.step, p->adds ? 1 : 0,             \
          (type *)p->c + row * p->c_row + column, (int)p->c_row);                                 \
    }                                                                                             \
  }                                                                                               \
                                                                                                  \
  int product_by_openblas_##type(const struct product *p) {                                       \
    struct blocks blocks;                                                                         \
    if (!cut(p, &blocks)) return 0;                                                               \
    pthread_once(&once, choose);                                                                  \
    if (!kernels.product_##type) return 0;                                                        \
    ck_parallel(blocks.count, 1, &blocks, blocks_of_##type);                                      \
    return 1;                                                                                     \
  }

PRODUCT(float)
PRODUCT(double)
