import Foundation
import XCTest

/// The lessons of chapter 5 print every number that the Torch7 notebook they follow has stored,
/// digit for digit, from its seed and in its order of draws.
///
/// What is compared is each lesson's recorded output; a lesson whose code prints anything else does
/// not build.
final class TutorialNumbers5Tests: XCTestCase {
  /// What the notebook prints, by lesson: each tensor's numbers in their order, and single numbers.
  private let printed: [String: [String]] = [
    // 2a: the parameters, what comes out and is kept, and the sum.
    "1-forward-pass": [
      "-0.3180 -0.0484 0.1885 0.4165 0.3364", "-0.3180 -0.0968 0.5655 1.6661 1.6822", "15",
    ],
    // 2b
    "2-batched-input": [
      """
      -0.3180 -0.0968 0.5655 1.6661 1.6822 -0.3180 -0.0968 0.5655 1.6661 1.6822
      -0.3180 -0.0968 0.5655 1.6661 1.6822
      """
    ],
    // 2c: the composition, and both side by side.
    "3-containers": ["3.4990", "-0.3180 -0.0968 0.5655 1.6661 1.6822 15.0000"],
    // 2d: gradOutput, gradInput of the whole and of the sum, gradWeight.
    "4-backward-pass": [
      "1.6834", "-0.5353 -0.0815 0.3173 0.7012 0.5664", "1.6834 1.6834 1.6834 1.6834 1.6834",
      "1.6834 3.3668 5.0503 6.7337 8.4171",
    ],
    // 2f: Linear; the rows of LookupTable, three of them, three pairs; Add.
    "6-parameter-modules": [
      "-2.8031 1.9383 -1.8525",
      """
      -0.3408 0.8594 1.2139 0.1566 -0.5897 0.1788 -0.0315 0.1821 -0.7354
      0.1246 0.2621 -0.0320 1.1030 -0.9798 0.3587
      """,
      "-0.3408 0.8594 1.2139 0.1566 -0.5897 0.1788 1.1030 -0.9798 0.3587",
      """
      -0.3408 0.8594 1.2139 -0.0315 0.1821 -0.7354 0.1246 0.2621 -0.0320
      1.1030 -0.9798 0.3587 0.1566 -0.5897 0.1788 -0.0315 0.1821 -0.7354
      """,
      "1.4369 2.2328 2.5575 4.2737 4.6302",
    ],
    // 2g: Sigmoid, LogSoftMax, Tanh, ReLU; Max, Mean, Abs, View.
    "7-transfer-functions": [
      "0.6790 0.5264 0.6779 0.6240 0.5938", "-1.3853 -2.0289 -1.3905 -1.6280 -1.7545",
      "0.6346 0.1051 0.6315 0.4672 0.3626", "0.7491 0.1055 0.7440 0.5065 0.3799",
      "0.9011 2.5226", "0.4434 0.2421 1.2315", "0.9011 0.0143 0.8167 1.3009 0.0597 2.5226",
      "0.9011 -0.0143 -0.8167 1.3009 -0.0597 2.5226",
    ],
    // 2h: the network on both inputs, and the joined table.
    "8-table-layers": [
      "1.2212 -2.0951", "-0.6461 2.0589 -0.7707 0.0129 -0.6880 0.9008 0.0479 1.5202",
    ],
    // 3: Lua shows 14 digits of a number, Swift as many as tell it from its neighbours.
    "9-criteria": ["1.8225688302461", "5.4677064907383", "2.3650 -1.6119 3.6986"],
  ]

  /// What the notebook prints of modules and tables, by lesson.
  private let modules: [String: [String]] = [
    "3-containers": [
      "nn.Sequential {\n  [input -> (1) -> (2) -> output]\n  (1): nn.CMul\n  (2): nn.Sum\n}"
    ],
    "8-table-layers": [
      "{\n  1 : DoubleTensor - size: 1x2\n  2 : DoubleTensor - size: 1x2\n}",
      """
      nn.Sequential {
        [input -> (1) -> (2) -> output]
        (1): nn.ParallelTable {
          input
            |`-> (1): nn.LookupTable
            |`-> (2): nn.Linear(3 -> 2)
             ... -> output
        }
        (2): nn.CAddTable
      }
      """,
      "{\n  1 : DoubleTensor - size: 1x3\n  2 : DoubleTensor - size: 1x3\n}",
    ],
  ]

  /// What the cells that the notebook was saved without would have printed, from the same seed: the
  /// negative log likelihood and its gradient, and the losses of both training loops.
  private let unsaved: [String: [String]] = [
    "9-criteria": ["1.702834964455", "0.0000 0.0000 -0.5000 -0.5000 0.0000 0.0000"],
    "10-training-loops": [
      "1.484796491290 2 1.447153802283 3 1.412379114984 4 1.380183766544 5 1.350312015751"
    ],
  ]

  /// The numbers of a text, those of names such as `float64` left out.
  private func numbers(in text: String) throws -> [String] {
    let number = try Regex(#"-?\b\d+(\.\d*)?(e[-+]?\d+)?"#).wordBoundaryKind(.simple)
    return text.matches(of: number).map { String(text[$0.range]) }
  }

  /// Whether a lesson's number has the digits of the notebook's: all four decimals, or the first
  /// digits where the lesson prints more. A whole number may go without its decimals.
  private func shows(_ number: String, _ printed: String) -> Bool {
    let isWhole = Double(printed)?.rounded() == Double(printed)
    if isWhole { return Double(number) == Double(printed) }
    return printed.count > 8 ? number.hasPrefix(printed) : number == printed
  }

  private func expect(
    _ runs: [String: [String]], line: UInt = #line
  ) throws {
    for (lesson, tensors) in runs {
      let found = try numbers(in: RecordedOutput.text(of: "5-layer-by-layer/\(lesson)"))
      for tensor in tensors {
        let wanted = tensor.split(whereSeparator: \.isWhitespace).map { String($0) }
        let starts = found.indices.dropLast(wanted.count - 1)
        XCTAssertTrue(
          starts.contains { start in
            zip(found[start...], wanted).allSatisfy { shows($0, $1) }
          }, "\(lesson) does not print \(tensor)", line: line)
      }
    }
  }

  func testLessonsPrintTheNotebooksNumbers() throws { try expect(printed) }

  func testLessonsPrintWhatTheNotebookWasSavedWithout() throws { try expect(unsaved) }

  func testModulesPrintAsInTheNotebook() throws {
    for (lesson, texts) in modules {
      let output = try RecordedOutput.text(of: "5-layer-by-layer/\(lesson)")
      for text in texts {
        XCTAssertTrue(output.contains(text), "\(lesson) does not print\n\(text)")
      }
    }
  }

  /// Of the notebook's stored outputs, 155 numbers have decimals, 91 of them different ones.
  func testNoNumberIsLeftOut() {
    let all = printed.values.joined().flatMap { $0.split(whereSeparator: \.isWhitespace) }
    XCTAssertEqual(Set(all.filter { $0.contains(".") }).count, 91)
  }
}
