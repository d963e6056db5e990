import Foundation

/// How well a pass-or-fail result separates those who do well from those who do not.
enum Separation {
  /// The point-biserial correlation of passing with a score, from -1 to 1:
  /// r = (M₁ − M₀) / s · √(p q), with the mean scores of those who passed and of those who did not,
  /// the standard deviation s of all n scores (over n), and the shares p and q of both.
  ///
  /// F. M. Lord and M. R. Novick, Statistical Theories of Mental Test Scores, 1968, section 15.5;
  /// L. Crocker and J. Algina, Introduction to Classical and Modern Test Theory, 1986, chapter 14.
  /// The score leaves out the result itself, as Crocker and Algina advise: it would correlate with
  /// itself. Nil if everyone passed, nobody did or all scores are equal.
  static func pointBiserial(_ results: [(passed: Bool, score: Double)]) -> Double? {
    let passed = results.filter(\.passed).map(\.score)
    let failed = results.filter { !$0.passed }.map(\.score)
    guard !passed.isEmpty, !failed.isEmpty else { return nil }
    let (count, mean) = (Double(results.count), mean(results.map(\.score)))
    let variance = results.reduce(0) { $0 + ($1.score - mean) * ($1.score - mean) } / count
    guard variance > 0 else { return nil }
    let share = Double(passed.count) / count
    return (Self.mean(passed) - Self.mean(failed)) / variance.squareRoot()
      * (share * (1 - share)).squareRoot()
  }

  private static func mean(_ scores: [Double]) -> Double {
    scores.reduce(0, +) / Double(scores.count)
  }
}
