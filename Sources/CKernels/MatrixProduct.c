#include "CKernels.h"
#include "Product.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// Large products are OpenBLAS's where that is used (OpenBLAS.c). What follows is for the others.
//
// The product by blocks that fit into the caches, as in Goto and van de Geijn, "Anatomy of
// High-Performance Matrix Multiplication" (2008): a panel of b and a block of a are copied so that
// the innermost loop, over tiles of the result that stay in registers, reads them in order.
//
// Every element of the result is added up in the same order whatever the number of threads.

// A product and the sum it goes into are rounded once where the machine can.
#pragma STDC FP_CONTRACT ON

enum {
  PANEL_DEPTH = 384,
  PANEL_COLUMNS = 1024,
  BLOCK_ROWS = 96,
  // Below this many multiplications another thread is not worth waking, or packing not worth doing.
  PARALLEL_PRODUCTS = 96 * 96 * 96,
  DIRECT_PRODUCTS = 8 * 8 * 8,
  DIRECT_ROWS = 4,
};

enum { BLOCK_BUFFER, PANEL_BUFFER };

// Memory that a thread keeps for the next product.
static void *scratch(int which, size_t bytes) {
  static _Thread_local struct { void *memory; size_t bytes; } kept[2];
  if (kept[which].bytes < bytes) {
    ck_free(kept[which].memory, kept[which].bytes);
    kept[which].bytes = bytes;
    kept[which].memory = ck_allocate(bytes);
    if (!kept[which].memory) abort();
  }
  return kept[which].memory;
}

// The steps of the next panel when `left` are left: what remains at the end goes in one or two.
static size_t panel_depth(size_t left) {
  return left <= PANEL_DEPTH ? left : left < 2 * PANEL_DEPTH ? (left + 1) / 2 : PANEL_DEPTH;
}

// A product cut into rectangles, `across` of them beside each other, one for each thread.
struct shared_product {
  const struct product *product;
  size_t parts, across, rows, columns;
};

static size_t rounded_up(size_t count, size_t unit) { return (count + unit - 1) / unit * unit; }

// Each thread packs all that its rectangle needs, so that nothing is waited for and no thread reads
// what another has just written. The cut is the one for which least is packed, where a matrix whose
// elements have to be turned counts twice.
static struct shared_product share(const struct product *p, size_t tile_rows, size_t tile_columns) {
  size_t threads = ck_thread_count(), across = 1, least = SIZE_MAX;
  for (size_t count = 1; count <= threads; count++) {
    size_t a = p->rows * (p->a_row == 1 ? 1 : 2), b = p->columns * (p->b_column == 1 ? 1 : 2);
    if (threads % count == 0 && a * count + b * (threads / count) < least) {
      least = a * count + b * (threads / count);
      across = count;
    }
  }
  size_t down = threads / across;
  return (struct shared_product){
      p, threads, across, rounded_up((p->rows + down - 1) / down, tile_rows),
      rounded_up((p->columns + across - 1) / across, tile_columns)};
}

#if defined(__x86_64__)

#define SCALAR float
#define WIDTH 16
#define ROWS 12
#define NAME(name) name##_float_512
#define TARGET __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#include "MatrixProduct.h"

#define SCALAR double
#define WIDTH 8
#define ROWS 12
#define NAME(name) name##_double_512
#define TARGET __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#include "MatrixProduct.h"

#define SCALAR float
#define WIDTH 8
#define ROWS 6
#define NAME(name) name##_float_256
#define TARGET __attribute__((target("arch=x86-64-v3")))
#include "MatrixProduct.h"

#define SCALAR double
#define WIDTH 4
#define ROWS 6
#define NAME(name) name##_double_256
#define TARGET __attribute__((target("arch=x86-64-v3")))
#include "MatrixProduct.h"

#define SIMPLE_ROWS 4

#else

#define SIMPLE_ROWS 8

#endif

#define SCALAR float
#define WIDTH 4
#define ROWS SIMPLE_ROWS
#define NAME(name) name##_float
#define TARGET
#include "MatrixProduct.h"

#define SCALAR double
#define WIDTH 2
#define ROWS SIMPLE_ROWS
#define NAME(name) name##_double
#define TARGET
#include "MatrixProduct.h"

static int is_direct(const struct product *p) {
  return p->rows <= DIRECT_ROWS || p->depth <= 2 ||
         p->rows * p->columns * p->depth <= DIRECT_PRODUCTS;
}

#if defined(__x86_64__)
#define DISPATCH(type, p)                                                                         \
  (__builtin_cpu_supports("x86-64-v4")                                                            \
       ? (is_direct(p) ? direct_##type##_512(p) : product_##type##_512(p))                        \
   : __builtin_cpu_supports("x86-64-v3")                                                          \
       ? (is_direct(p) ? direct_##type##_256(p) : product_##type##_256(p))                        \
       : (is_direct(p) ? direct_##type(p) : product_##type(p)))
#else
#define DISPATCH(type, p) (is_direct(p) ? direct_##type(p) : product_##type(p))
#endif

#define PRODUCT(type)                                                                             \
  void ck_product_##type(size_t rows, size_t columns, size_t depth, const type *a, size_t a_row,  \
                         size_t a_column, const type *b, size_t b_row, size_t b_column, type *c,  \
                         size_t c_row, int adds) {                                                \
    if (rows == 0 || columns == 0) return;                                                        \
    if (depth == 0) {                                                                             \
      if (!adds) {                                                                                \
        for (size_t row = 0; row < rows; row++) memset(c + row * c_row, 0, columns * sizeof *c);  \
      }                                                                                           \
      return;                                                                                     \
    }                                                                                             \
    struct product p = {rows, columns, depth, a,        b, a_row, a_column,                       \
                        b_row, b_column, c, c_row, adds};                                         \
    if (product_by_openblas_##type(&p)) return;                                                   \
    DISPATCH(type, &p);                                                                           \
  }

PRODUCT(float)
PRODUCT(double)
