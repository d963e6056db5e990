import Kindling

/// Something to time, under the name that the reference uses for the same work.
struct Workload {
  let key: String
  let measure: () -> Double

  /// The median time of one of `count` calls of what `prepare` makes, in units of `unit` seconds.
  static func operation(
    _ key: String, calls count: Int, unit: Double = 1, _ prepare: @escaping () -> () -> Void
  ) -> Workload {
    Workload(key: key) {
      let body = prepare()
      body()
      func round() {
        for _ in 0..<count { body() }
        // A device only takes note of what it is to do.
        Device.default.synchronize()
      }
      round()
      return median((0..<5).map { _ in seconds(round) }) / Double(count) / unit
    }
  }
}

func seconds(_ body: () -> Void) -> Double {
  ContinuousClock().measure(body) / .seconds(1)
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }
