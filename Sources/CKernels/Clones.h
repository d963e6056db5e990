#ifndef CLONES_H
#define CLONES_H

// Compiles a function for several instruction sets; the best is chosen when the program is loaded.
#if defined(__x86_64__) && defined(__linux__)
#define CLONES \
  __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default"), min_vector_width(512)))
#else
#define CLONES
#endif

// Before a loop whose arrays are the same or apart, so that each step is independent of the others.
#define ELEMENTWISE _Pragma("clang loop vectorize(assume_safety)")

#define INLINE static inline __attribute__((always_inline))

// Sums are added up in this many lanes whatever the instruction set, so that all give the same bits.
#define LANES 16

INLINE float sum_lanes(const float *lanes) {
  float total = 0.0f;
  for (int lane = 0; lane < LANES; lane++) total += lanes[lane];
  return total;
}

#endif
