import CKernels

/// With fewer elements than this, a loop finishes before another thread would have woken up.
let parallelGrain = 1 << 15

/// Calls `body` with parts of 0..<count, on several threads if there is enough work.
///
/// No part is shorter than `grain`. Bodies write only what belongs to their part, so the result
/// does not depend on the number of threads.
@inline(__always)
func inParallel(_ count: Int, grain: Int = parallelGrain, _ body: (Range<Int>) -> Void) {
  if count <= grain { return count > 0 ? body(0..<count) : () }
  withoutActuallyEscaping(body) { body in
    withUnsafePointer(to: body) { pointer in
      ck_parallel(count, max(grain, 1), UnsafeMutableRawPointer(mutating: pointer)) {
        context, start, end in
        context!.assumingMemoryBound(to: ((Range<Int>) -> Void).self).pointee(start..<end)
      }
    }
  }
}
