import Kindling
import RealModule

extension Work {
  private static let numbers: [Double] = [-1.7, -0.9, -0.4, -0.1, 0.2, 0.6, 1.1, 1.9]

  /// A call that makes `goal` of each number: perhaps of a multiple of it, or shifted, and perhaps
  /// with one of `finishes` after it, a multiplication and an addition.
  static func makes(
    _ goal: @escaping (Double) -> Double, scales: [Double], shifts: [Double] = [0],
    finishes: [(_ result: Double, _ number: Double) -> Double] = [{ result, _ in result }]
  ) -> (Call, _ folder: String) throws -> Bool {
    { call, folder in
      for scale in scales {
        for shift in shifts {
          let given = numbers.map { scale * $0 + shift }
          let scores = Tensor(given, dtype: .float64)
          let run = try Run(call, Probe(scores: scores, folder: folder))
          for results in run.series(count: numbers.count) {
            for finish in finishes where fits(zip(results, given).map(finish), numbers.map(goal)) {
              return true
            }
          }
        }
      }
      return false
    }
  }
}
