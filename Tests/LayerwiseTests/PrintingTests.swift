import Layerwise
import XCTest

final class PrintingTests: XCTestCase {
  func testModulesPrintAsInTorch7() {
    for (module, text) in [
      (CMul(5), "nn.CMul"), (Linear(5, 3), "nn.Linear(5 -> 3)"), (View(2, -1), "nn.View(2, -1)"),
      (Reshape(2, 3), "nn.Reshape(2x3)"), (Dropout(), "nn.Dropout(0.500000)"),
      (Dropout(0.05), "nn.Dropout(0.050000)"), (SelectTable(-1), "nn.SelectTable(-1)"),
      (LogSoftMax(), "nn.LogSoftMax"), (NarrowTable(1, 2), "nn.NarrowTable"),
    ] as [(Module, String)] {
      XCTAssertEqual("\(module)", text)
    }
  }

  func testContainersPrintTheirChildren() {
    XCTAssertEqual(
      "\(Concat(1).add(Sequential(CMul(2), Sum(1))).add(Tanh()))",
      """
      nn.Concat {
        input
          |`-> (1): nn.Sequential {
          |      [input -> (1) -> (2) -> output]
          |      (1): nn.CMul
          |      (2): nn.Sum
          |    }
          |`-> (2): nn.Tanh
           ... -> output
      }
      """)
    XCTAssertEqual("\(Sequential())", "nn.Sequential {\n  [input -> output]\n}")
  }

  func testSignalsPrintTheirSizes() {
    let inner: Signal = [Tensor.zeros(2, 3), Tensor([1, 2])]
    let table: Signal = [Tensor.zeros(0, dtype: .float64), inner]
    XCTAssertEqual(
      "\(table)",
      """
      {
        1 : DoubleTensor - empty
        2 : 
        {
          1 : FloatTensor - size: 2x3
          2 : LongTensor - size: 2
        }
      }
      """)
    XCTAssertEqual("\(Signal.tensor(Tensor([1, 2])))", "tensor([1, 2])")
    XCTAssertEqual("\(CMul(2).output)", "tensor([], dtype=torch.float64)")
  }
}
