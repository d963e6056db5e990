#ifndef THREAD_STATE_H
#define THREAD_STATE_H

#include <stdbool.h>

// What every operation asks of its thread. In C, where it is one instruction to read: Swift has no
// thread-local variables.
struct ck_thread_state {
  // Whether operations are kept from recording their derivatives.
  bool records_nothing;
  // Whether operations are written down as they run: an OperationTrace.
  bool traces_operations;
  // Whether backward passes check for NaN.
  bool detects_anomalies;
  // Whether releases of graph nodes were handed over: a GraphRelease.
  bool has_waiting_releases;
  // The floating-point dtype of what is given none: 1 more than its number, 0 for float32.
  unsigned char default_dtype;
  // What becomes of operations without a kernel for their device: the number of a Fallback, 0 for
  // what the process does.
  unsigned char fallback;
  // Where tensors are made when no device is named: 0 for where the process makes them, 1 for the
  // processor, else 2 more than twice a device's number, and 1 more than that for NVIDIA's.
  int default_device;
  // How many releases of graph nodes are under way, one inside the other.
  long releases;
};

extern _Thread_local struct ck_thread_state ck_thread_state
    __attribute__((tls_model("initial-exec")));

static inline struct ck_thread_state *_Nonnull ck_thread(void) { return &ck_thread_state; }

#endif
