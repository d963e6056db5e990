import Kindling
import XCTest

/// First and second derivatives of indexing, rearranging and changes in place.
final class IndexingGradientTests: XCTestCase {
  private var generator = Generator(seed: 13)
  private func normal(_ sizes: Int...) -> Tensor {
    .randn(Shape(sizes), dtype: .float64, using: &generator)
  }

  func testReading() {
    let (i, mask) = (Tensor([1, 0, 1]), Tensor([[true, false, true], [false, true, true]]))
    let functions: [(Tensor) -> Tensor] = [
      { $0[i] }, { $0[.all, i] }, { $0[i, i] }, { $0[mask] }, { $0[.rest, [2, 0]] },
      { $0[.newAxis, i, 1...] }, { $0[.all, .every(2)] }, { $0[.all, (1...).by(2)] },
      { $0.indexSelect(dim: 1, i) }, { $0.maskedSelect(mask) }, { $0.diagonal() },
      { $0.diagonal(offset: 1) }, { $0.triu() }, { $0.tril(diagonal: -1) }, { $0.flip(0, 1) },
      { $0.roll(2, dim: 1) }, { $0.roll(1) }, { $0.repeat(2, 1, 2) }, { $0.tile(2) },
      { $0.movedim(0, 1) }, { $0.flatten() }, { $0.unsqueeze(1).squeeze(dims: [1]) },
      { $0.split(2, dim: 1)[0] }, { $0.split([1, 2], dim: 1)[1] }, { $0.chunk(2)[1] },
      { $0.unbind(dim: 1)[0] }, { .stack($0.unbind(), dim: 1) },
      { $0.scatter(dim: 1, Tensor([[0, 2], [1, 0]]), 2) },
    ]
    for function in functions { assertGradients([normal(2, 3)]) { function($0[0]) } }
  }

  func testWriting() {
    let (i, mask) = (Tensor([2, 0]), Tensor([true, false, true]))
    let changes: [(Tensor, Tensor) -> Void] = [
      { $0[i] = $1 }, { $0[.all, [1]] = $1.view(2, 1)[[0, 1, 0]] }, { $0[mask] = $1 },
      { $0[0] = $1 }, { $0[.all, 1] *= $1[0] }, { $0[i] += $1 }, { $0[mask] *= $1 },
      { $0.t()[1] -= $1[0] }, { $0.view(2, 3)[0, 1...] /= $1 + 3 },
      { x, _ in x.update { $0.sin() } },
      { x, v in x[1].update { $0 * v } }, { $0.diagonal().copy(from: $1) },
      { x, _ in x[0].fill(0) },
    ]
    for change in changes {
      assertGradients([normal(3, 2), normal(2)]) {
        let x = $0[0] * 1
        change(x, $0[1])
        return x * x.sin()
      }
    }
  }

  func testPuttingAndAdding() {
    let i = Tensor([0, 2, 0])
    assertGradients([normal(3, 2), normal(3, 2)]) { $0[0].indexPut([i], $0[1], accumulate: true) }
    assertGradients([normal(3, 2), normal(2)]) { $0[0].indexPut([Tensor([2, 0])], $0[1]) }
    assertGradients([normal(3, 2), normal(3, 2)]) { $0[0].indexAdd(dim: 0, i, $0[1]) }
    assertGradients([normal(3, 2), normal(1, 2)]) {
      $0[0].scatter(dim: 0, Tensor([[2, 0]]), $0[1])
    }
  }
}
