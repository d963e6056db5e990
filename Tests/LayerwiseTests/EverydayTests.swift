import Layerwise
import XCTest

/// What users of Torch7 write without thinking about it.
final class EverydayTests: XCTestCase {
  override func setUp() { manualSeed(3, dialect: .torch7) }
  override func tearDown() { manualSeed(Generator.defaultSeed) }

  private func doubles(_ values: [Double], _ shape: Shape) -> Tensor {
    Tensor(values, dtype: .float64).view(shape)
  }

  func testAddTakesAShape() {
    let x = doubles([1, 2, 3, 4, 5, 6], [2, 3])
    let add = Add(x.shape)
    XCTAssertEqual(add.bias.shape, [2, 3])
    XCTAssertEqual(add.forward(x).doubles(), (x + add.bias).doubles())
    XCTAssertEqual(Add([3]).bias.shape, [3])
  }

  func testLinearWithoutABias() {
    let map = Linear(3, 2, bias: false)
    XCTAssertEqual(map.learned().count, 1)
    XCTAssertEqual("\(map)", "nn.Linear(3 -> 2) without bias")
    let x = doubles([1, 2, 3, 4, 5, 6], [2, 3])
    XCTAssertEqual(map.forward(x).doubles(), x.matmul(map.weight.t()).doubles())
    let gradient = doubles([1, 0, 0, 1], [2, 2])
    XCTAssertEqual(map.backward(x, gradient).doubles(), map.weight.doubles())
    XCTAssertEqual(map.gradWeight.doubles(), [1, 2, 3, 4, 5, 6])
  }

  func testFactorsAreExpanded() {
    let x = doubles((1...12).map { Double($0) }, [4, 3])
    for shape in [Shape([1, 3]), [4, 1], [1, 1], [4, 3]] {
      let module = CMul(shape)
      XCTAssertEqual(module.forward(x).doubles(), (x * module.weight).doubles(), "\(shape)")
      let gradient = doubles((0..<12).map { Double($0 % 5) - 1 }, [4, 3])
      XCTAssertEqual(
        module.backward(x, gradient).doubles(), (gradient * module.weight).doubles(), "\(shape)")
      let dims = [0, 1].filter { shape[$0] == 1 && x.shape[$0] != 1 }
      let expected = dims.isEmpty ? x * gradient : (x * gradient).sum(dims: dims, keepDim: true)
      XCTAssertEqual(module.gradWeight.doubles(), expected.doubles(), "\(shape)")
    }
  }

  func testZerosHaveNoSign() {
    let criterion = ClassNLLCriterion()
    let gradient = criterion.backward(doubles([-1, -2, -3], [3]), Tensor([2]))
    XCTAssertEqual("\(gradient)", "tensor([ 0., -1.,  0.], dtype=torch.float64)")
    let relu = ReLU()
    relu.forward(doubles([-1, 2], [2]))
    let back = relu.backward(doubles([-1, 2], [2]), doubles([-3, -3], [2]))
    XCTAssertEqual("\(back)", "tensor([ 0., -3.], dtype=torch.float64)")
  }

  func testAnImpossibleClassIsNotMultiplied() {
    let x = doubles([-.infinity, 0, -.infinity, -0.5], [2, 2])
    let likelihood = ClassNLLCriterion()
    XCTAssertEqual(likelihood.forward(x, Tensor([2, 2])), 0.25)
    XCTAssertEqual(likelihood.backward(x, Tensor([2, 2])).doubles(), [0, -0.5, 0, -0.5])
    let entropy = CrossEntropyCriterion()
    let scores = doubles([-.infinity, 3], [1, 2])
    XCTAssertEqual(entropy.forward(scores, Tensor([2])), 0)
    XCTAssertEqual(entropy.backward(scores, Tensor([2])).doubles(), [0, 0])
  }

  func testFieldsAsTorch7PrintsThem() {
    let network = Sequential(CMul(5), Sum(1))
    network.forward(Tensor.ones(5, dtype: .float64))
    XCTAssertEqual(
      network.fields,
      """
      nn.Sequential {
        [input -> (1) -> (2) -> output]
        (1): nn.CMul
        (2): nn.Sum
      }
      {
        gradInput : DoubleTensor - empty
        modules : 
          {
            1 : 
              nn.CMul
              {
                gradInput : DoubleTensor - empty
                gradWeight : DoubleTensor - size: 5
                output : DoubleTensor - size: 5
                weight : DoubleTensor - size: 5
              }
            2 : 
              nn.Sum
              {
                dimension : 1
                gradInput : DoubleTensor - empty
                output : DoubleTensor - size: 1
              }
          }
        output : DoubleTensor - size: 1
      }
      """)
  }

  func testSignalsAreUsedAsTheirTensors() {
    let module = Tanh()
    let x = doubles([0, 0.5, -1], [3])
    module.forward(x)
    let y = x.tanh()
    XCTAssertEqual((module.output - x).doubles(), (y - x).doubles())
    XCTAssertEqual((x * module.output).doubles(), (x * y).doubles())
    XCTAssertEqual((2 * module.output / 4).doubles(), (2 * y / 4).doubles())
    XCTAssertEqual((-module.output + module.output).doubles(), [0, 0, 0])
    XCTAssertEqual(module.output[1].item(), y[1].item())
    XCTAssertEqual(module.output.shape, [3])
    XCTAssertEqual(module.output.count, 3)
    let table: Signal = [x, y]
    XCTAssertTrue(table[1].tensor === y)
    XCTAssertEqual(table.count, 2)
  }

  func testAnArrayIsATable() {
    let pair = [doubles([1, 2], [1, 2]), doubles([3], [1, 1])]
    let join = JoinTable(2)
    XCTAssertEqual(join.forward(pair).tensor.doubles(), [1, 2, 3])
    let back = join.backward(pair, doubles([7, 8, 9], [1, 3]))
    XCTAssertEqual(back.table.map { $0.tensor.doubles() }, [[7, 8], [9]])
    XCTAssertEqual(join.forward([pair[0], pair[1]]).tensor.shape, [1, 3])
  }

  func testAChildOfTheTypeAskedFor() {
    let network = Sequential(Linear(3, 2), Tanh())
    let map: Linear = network.get(1)
    XCTAssertEqual(map.weight.shape, [2, 3])
    XCTAssertTrue(network.get(1) === map)
  }

  func testDoublePrecisionByDefault() {
    withDefaultDType(.float64) {
      let x = Tensor([[1.0, 2.0]])
      XCTAssertEqual(Linear(2, 1).forward(x).shape, [1, 1])
      XCTAssertEqual("\(Tensor([0.5]))", "tensor([0.5000])")
    }
  }
}
