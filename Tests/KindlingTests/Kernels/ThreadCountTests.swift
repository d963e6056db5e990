import CKernels
import Foundation
import Kindling
import Testing

/// Results are the same bits whatever the number of threads. The threads are started once in a
/// process, so each number of them has a child process.
@Suite struct ThreadCountTests {
  @Test func resultsDoNotDependOnTheNumberOfThreads() async throws {
    try await compareNumbersOfThreads(works.map(\.name), openBLAS: "on")
  }

  /// Where OpenBLAS is installed, the test above has its products.
  @Test func productsWithoutOpenBLASDoNotDependOnTheNumberOfThreads() async throws {
    try await compareNumbersOfThreads(
      works.map(\.name).filter { $0.contains("matmul") }, openBLAS: "off")
  }

  private func compareNumbersOfThreads(_ names: [String], openBLAS: String) async throws {
    let alone = try await fingerprints(of: names, threads: 1, openBLAS)
    #expect(alone.count == names.count)
    // More threads than processors, and a number that divides no size evenly, cut work otherwise.
    for threads in [2, 3, 8] {
      let shared = try await fingerprints(of: names, threads: threads, openBLAS)
      #expect(shared.count == names.count)
      for (one, other) in zip(alone, shared) {
        #expect(one == other, "differs with \(threads) threads")
      }
    }
  }

  @Test func fingerprintsTellOneBit() {
    let ones = Tensor.ones(3)
    let other = Tensor([Float(1), 1, Float(1).nextUp])
    #expect(fingerprint([ones]) != fingerprint([other]))
  }

  /// A line for each work, as a child process with that many threads found it.
  private func fingerprints(
    of names: [String], threads: Int, _ openBLAS: String
  ) async throws -> [Substring] {
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) { [names, threads, openBLAS] in
      setenv("KINDLING_NUM_THREADS", "\(threads)", 1)
      setenv("KINDLING_BLAS", openBLAS, 1)
      #expect(ck_thread_count() == threads)
      for (name, work) in works where names.contains(name) {
        manualSeed(7)
        print("fingerprint of \(name):", fingerprint(work()))
      }
    }
    let output = try String(decoding: #require(result).standardOutputContent, as: UTF8.self)
    return output.split(separator: "\n").filter { $0.hasPrefix("fingerprint of ") }
  }
}

/// FNV-1a over the bits of all elements, as float32.
private func fingerprint(_ tensors: [Tensor]) -> String {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for value in tensors.lazy.flatMap({ $0.floats() }) {
    hash = (hash ^ UInt64(value.bitPattern)) &* 0x100_0000_01b3
  }
  return String(hash, radix: 16)
}

/// Work that is large enough to be shared out, in sizes that no number of threads divides.
private let works: [(name: String, make: @Sendable () -> [Tensor])] = [
  ("randn", { [.randn(317, 1021)] }),
  ("rand", { [.rand(317, 1021)] }),
  ("matmul", { [Tensor.randn(391, 517).matmul(.randn(517, 389))] }),
  ("tall matmul", { [Tensor.randn(4099, 67).matmul(.randn(67, 131))] }),
  ("wide matmul", { [Tensor.randn(3, 2053).matmul(.randn(2053, 1031))] }),
  ("transposed matmul", { [Tensor.randn(517, 391).t().matmul(Tensor.randn(389, 517).t())] }),
  (
    "float64 matmul",
    { [Tensor.randn(201, 303, dtype: .float64).matmul(.randn(303, 205, dtype: .float64))] }
  ),
  ("batched matmul", { [Tensor.randn(7, 83, 97).matmul(.randn(7, 97, 89))] }),
  ("matrix and vector", { [Tensor.randn(1501, 777).matmul(.randn(777))] }),
  (
    "sums",
    {
      let x = Tensor.randn(1013, 1009)
      return [x.sum(), x.sum(dim: 0), x.sum(dim: 1), x.t().sum(dim: 0), x[0..., ..<501].sum()]
    }
  ),
  (
    "means and spreads",
    {
      let x = Tensor.randn(1013, 1009)
      return [x.mean(), x.mean(dim: 0), x.std(dim: 1), x.std(), x.norm()]
    }
  ),
  ("largest", { [Tensor.randn(1013, 1009).max(dim: 1).values] }),
  (
    "softmax",
    {
      let x = Tensor.randn(1013, 1009)
      return [x.softmax(dim: 1), x.softmax(dim: 0), x.logSoftmax(dim: 1), x.logSumExp(dim: 1)]
    }
  ),
  (
    "elements",
    {
      let x = Tensor.randn(1013, 1009)
      return [x.exp(), x.tanh(), x.sigmoid(), x.relu(), x + x[0], x * x - 3, x.t().contiguous()]
    }
  ),
  ("running sum", { [Tensor.randn(1013, 1009).cumsum(dim: 0)] }),
  (
    "embedding",
    {
      let table = Tensor.randn(997, 61).requiringGradient()
      let rows = Tensor.randint(0..<997, [4099])
      let found = embedding(rows, weight: table)
      found.square().sum().backward()
      return [found, table.grad!]
    }
  ),
  ("Adam", { trained { Adam($0, learningRate: 1e-2) } }),
  ("SGD", { trained { SGD($0, learningRate: 1e-2, momentum: 0.9) } }),
]

/// The parameters and gradients of a network after three steps.
private func trained(_ makeOptimizer: ([Tensor]) -> Optimizer) -> [Tensor] {
  let model = Sequential(Linear(301, 257), Tanh(), Linear(257, 11))
  let parameters = model.parameters()
  let optimizer = makeOptimizer(parameters)
  let (x, y) = (Tensor.randn(509, 301), Tensor.randint(0..<11, [509]))
  for _ in 0..<3 {
    optimizer.zeroGrad()
    crossEntropy(model(x), y).backward()
    optimizer.step()
  }
  return parameters + parameters.map { $0.grad! }
}
