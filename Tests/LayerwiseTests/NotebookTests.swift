import Layerwise
import XCTest

/// Every number that the Torch7 notebook prints, in its own order from seed 287.
final class NotebookTests: XCTestCase {
  override func tearDown() { manualSeed(Generator.defaultSeed) }

  /// Fails unless the numbers, rounded to four decimals, are those printed.
  private func expect(
    _ signal: some SignalConvertible, _ shape: Shape, _ printed: [Double], line: UInt = #line
  ) {
    let tensor = signal.signal.tensor
    XCTAssertEqual(tensor.shape, shape, line: line)
    let rounded = tensor.doubles().map { ($0 * 1e4).rounded() / 1e4 }
    XCTAssertEqual(rounded, printed, line: line)
  }

  func testSeed287() {
    manualSeed(287, dialect: .torch7)

    // 2a. The forward pass
    let x = Tensor.arange(1, 6, dtype: .float64)
    let f = CMul(5)
    expect(f.weight, [5], [-0.3180, -0.0484, 0.1885, 0.4165, 0.3364])
    let product = [-0.3180, -0.0968, 0.5655, 1.6661, 1.6822]
    expect(f.forward(x), [5], product)
    expect(f.output, [5], product)
    let g = Sum(1)
    XCTAssertEqual(g.forward(x).doubles(), [15])
    XCTAssertEqual(g.output.tensor.shape, [1])

    // 2b. Batching
    expect(f.forward(x.view(1, 5).expand(3, 5)), [3, 5], product + product + product)

    // 2c. Containers
    let h = Sequential()
    h.add(f)
    h.add(g)
    expect(h.forward(x), [1], [3.4990])
    let cat = Concat(1)
    cat.add(f)
    cat.add(g)
    expect(cat.forward(x), [6], product + [15])
    XCTAssertEqual(
      "\(h)",
      """
      nn.Sequential {
        [input -> (1) -> (2) -> output]
        (1): nn.CMul
        (2): nn.Sum
      }
      """)
    XCTAssertTrue(h.get(1) === f && h.modules[0] === f)

    // 2d. The backward pass
    h.forward(x)
    let gradOut = Tensor.randn(1, dtype: .float64)
    expect(gradOut, [1], [1.6834])
    h.backward(x, gradOut)
    expect(h.gradInput, [5], [-0.5353, -0.0815, 0.3173, 0.7012, 0.5664])
    expect(g.gradInput, [5], [1.6834, 1.6834, 1.6834, 1.6834, 1.6834])
    XCTAssertTrue(f.gradInput.tensor.equals(g.gradInput.tensor * f.weight))
    h.zeroGradParameters()
    h.backward(x, gradOut)
    expect(f.gradWeight, [5], [1.6834, 3.3668, 5.0503, 6.7337, 8.4171])

    // 2f. Modules with parameters
    let lin = Linear(x.shape[0], 3)
    expect(lin.forward(x), [3], [-2.8031, 1.9383, -1.8525])
    let table = LookupTable(5, 3)
    let rows = [
      [-0.3408, 0.8594, 1.2139], [0.1566, -0.5897, 0.1788], [-0.0315, 0.1821, -0.7354],
      [0.1246, 0.2621, -0.0320], [1.1030, -0.9798, 0.3587],
    ]
    expect(table.weight, [5, 3], rows.flatMap { $0 })
    expect(table.forward(Tensor([1, 2, 5])), [3, 3], rows[0] + rows[1] + rows[4])
    expect(
      table.forward(Tensor([[1, 3], [4, 5], [2, 3]])), [3, 2, 3],
      rows[0] + rows[2] + rows[3] + rows[4] + rows[1] + rows[2])
    let add = Add(x.shape[0])
    expect(add.forward(x), [5], [1.4369, 2.2328, 2.5575, 4.2737, 4.6302])

    // 2g. Modules without parameters
    let z = Tensor.randn(5, dtype: .float64)
    expect(Sigmoid().forward(z), [5], [0.6790, 0.5264, 0.6779, 0.6240, 0.5938])
    expect(LogSoftMax().forward(z), [5], [-1.3853, -2.0289, -1.3905, -1.6280, -1.7545])
    expect(Tanh().forward(z), [5], [0.6346, 0.1051, 0.6315, 0.4672, 0.3626])
    expect(ReLU().forward(z), [5], [0.7491, 0.1055, 0.7440, 0.5065, 0.3799])
    let X = Tensor.randn(3, 2, dtype: .float64)
    expect(Max(1, 2).forward(X), [2], [0.9011, 2.5226])
    expect(Mean(2, 2).forward(X), [3], [0.4434, 0.2421, 1.2315])
    expect(Abs().forward(X), [3, 2], [0.9011, 0.0143, 0.8167, 1.3009, 0.0597, 2.5226])
    expect(
      View(2, 3).forward(X), [2, 3], [0.9011, -0.0143, -0.8167, 1.3009, -0.0597, 2.5226])

    // 2h. Tables
    let xO = Tensor([2])
    let xD = Tensor.randn(1, 3, dtype: .float64)
    let par = ParallelTable()
    par.add(LookupTable(5, 2))
    par.add(Linear(3, 2))
    XCTAssertEqual(
      "\(par.forward([xO, xD]))",
      """
      {
        1 : DoubleTensor - size: 1x2
        2 : DoubleTensor - size: 1x2
      }
      """)
    let sparseAndDense = Sequential()
    sparseAndDense.add(par)
    sparseAndDense.add(CAddTable())
    XCTAssertEqual(
      "\(sparseAndDense)",
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
      """)
    expect(sparseAndDense.forward([xO, xD]), [1, 2], [1.2212, -2.0951])
    let t: Signal = [
      Tensor.randn(1, 3, dtype: .float64), Tensor.randn(1, 3, dtype: .float64),
      Tensor.randn(1, 2, dtype: .float64),
    ]
    expect(
      JoinTable(2, 2).forward(t), [1, 8],
      [-0.6461, 2.0589, -0.7707, 0.0129, -0.6880, 0.9008, 0.0479, 1.5202])
    XCTAssertEqual(
      "\(NarrowTable(1, 2).forward(t))",
      """
      {
        1 : DoubleTensor - size: 1x3
        2 : DoubleTensor - size: 1x3
      }
      """)

    // 3. Criteria
    let mse = MSECriterion()
    let y = Tensor.randn(3, dtype: .float64)
    let yhat = Tensor.zeros(3, dtype: .float64)
    XCTAssertEqual(mse.forward(yhat, y), 1.8225688302461, accuracy: 0.51e-13)
    mse.sizeAverage = false
    XCTAssertEqual(mse.forward(yhat, y), 5.4677064907383, accuracy: 0.51e-13)
    expect(mse.backward(yhat, y), [3], [2.3650, -1.6119, 3.6986])
  }
}
