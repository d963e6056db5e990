import Foundation

/// A time in the unit that suits it.
func readable(_ seconds: Double) -> String {
  switch seconds {
  case ..<1e-6: String(format: "%.3g ns", seconds * 1e9)
  case ..<1e-3: String(format: "%.3g us", seconds * 1e6)
  case ..<1: String(format: "%.3g ms", seconds * 1e3)
  default: String(format: "%.3g s", seconds)
  }
}

extension String {
  /// With blanks after it.
  func padded(to width: Int) -> String { self + blanks(width) }

  /// With blanks before it.
  func leading(_ width: Int) -> String { blanks(width) + self }

  private func blanks(_ width: Int) -> String {
    String(repeating: " ", count: Swift.max(0, width - count))
  }
}
