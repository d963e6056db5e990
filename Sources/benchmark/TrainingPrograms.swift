import Kindling

/// A whole training run, from its data to its last loss.
struct TrainingProgram {
  let name: String
  let runs: Int
  let train: () -> Double

  /// The median seconds of `runs` runs, after one to warm up.
  var workload: Workload {
    Workload(key: name + "_s") {
      _ = train()
      return median((0..<runs).map { _ in seconds { _ = train() } })
    }
  }
}

/// The training programs of the tutorials, and steps of a larger network.
var trainingPrograms: [TrainingProgram] {
  [
    TrainingProgram(name: "bow", runs: 5, train: bagOfWords),
    TrainingProgram(name: "ngram", runs: 3, train: nGrams),
    TrainingProgram(name: "sine100", runs: 3, train: sine),
    TrainingProgram(name: "torch7", runs: 3, train: layerByLayer),
    TrainingProgram(name: "mlp100", runs: 3, train: multilayerPerceptron),
  ]
}

private func words(_ text: String) -> [String] {
  text.split(whereSeparator: \.isWhitespace).map(String.init)
}

/// Numbers words in order of first appearance.
private func numbered(_ sentences: [[String]]) -> [String: Int] {
  var numbers: [String: Int] = [:]
  for word in sentences.joined() where numbers[word] == nil { numbers[word] = numbers.count }
  return numbers
}

/// 400 steps of the bag-of-words classifier, one sentence each.
private func bagOfWords() -> Double {
  manualSeed(1)
  let data = [
    (words("me gusta comer en la cafeteria"), 0), (words("Give it to me"), 1),
    (words("No creo que sea una buena idea"), 0),
    (words("No it is not a good idea to get lost at sea"), 1),
  ]
  let test = [words("Yo creo que si"), words("it is lost on me")]
  let numbers = numbered(data.map(\.0) + test)
  final class Classifier: Module {
    let linear: Linear
    init(_ count: Int) { linear = Linear(count, 2) }
    override func forward(_ x: Tensor) -> Tensor { linear(x).logSoftmax(dim: 1) }
  }
  func bag(_ sentence: [String]) -> Tensor {
    let counts = Tensor.zeros(numbers.count)
    for word in sentence { counts[numbers[word]!] += 1 }
    return counts.view(1, -1)
  }
  let model = Classifier(numbers.count)
  let optimizer = SGD(model.parameters(), learningRate: 0.1)
  var last = Tensor(0.0)
  for _ in 0..<100 {
    for (sentence, label) in data {
      model.zeroGrad()
      last = nllLoss(model(bag(sentence)), Tensor([label]))
      last.backward()
      optimizer.step()
    }
  }
  return last.item()
}

private let sonnet = words(String(decoding: PackageResources.sonnet_txt, as: UTF8.self))

/// Ten epochs over the trigrams of a sonnet: 1110 steps.
private func nGrams() -> Double {
  manualSeed(1)
  let numbers = numbered([sonnet])
  let trigrams = (0..<sonnet.count - 2).map { ([sonnet[$0], sonnet[$0 + 1]], sonnet[$0 + 2]) }
  final class Model: Module {
    let embeddings: Embedding, first: Linear, second: Linear
    init(_ count: Int) {
      embeddings = Embedding(count, 10)
      first = Linear(20, 128)
      second = Linear(128, count)
    }
    override func forward(_ words: Tensor) -> Tensor {
      second(first(embeddings(words).view(1, -1)).relu()).logSoftmax(dim: 1)
    }
  }
  let model = Model(numbers.count)
  let optimizer = SGD(model.parameters(), learningRate: 0.001)
  var total = 0.0
  for _ in 0..<10 {
    total = 0
    for (context, target) in trigrams {
      let indices = Tensor(context.map { numbers[$0]! })
      model.zeroGrad()
      let loss = nllLoss(model(indices), Tensor([numbers[target]!]))
      loss.backward()
      optimizer.step()
      total += loss.item()
    }
  }
  return total
}

/// A hundred epochs of a small network that learns a sine curve, in shuffled batches.
private func sine() -> Double {
  manualSeed(42)
  let x = Tensor.rand(1200) * 2 * Double.pi
  let y = x.sin() + Tensor.rand(1200) * 0.01
  let training = TensorDataset(x[..<1000].view(-1, 1), y[..<1000].view(-1, 1))
  let loader = DataLoader(training, batchSize: 32, shuffle: true)
  let model = Sequential(
    Linear(1, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 1))
  let optimizer = Adam(model.parameters(), learningRate: 0.01)
  var last = Tensor(0.0)
  for _ in 0..<100 {
    for (inputs, targets) in loader {
      last = mseLoss(model(inputs), targets)
      optimizer.zeroGrad()
      last.backward()
      optimizer.step()
    }
  }
  return last.item()
}

/// 2000 full-batch steps in double precision, the parameters changed by hand.
private func layerByLayer() -> Double {
  manualSeed(287)
  let x = Tensor.randn(5, 4, dtype: .float64)
  let y = (x.matmul(Tensor.randn(4, dtype: .float64)).square() + Tensor.randn(5, dtype: .float64))
    .view(-1, 1)
  let model = Sequential(Linear(4, 3, dtype: .float64), Tanh(), Linear(3, 1, dtype: .float64))
  var last = Tensor(0.0)
  for _ in 0..<2000 {
    model.zeroGrad()
    last = mseLoss(model(x), y)
    last.backward()
    withoutGradients {
      for parameter in model.parameters() { parameter -= parameter.grad! * 0.01 }
    }
  }
  return last.item()
}

/// A hundred Adam steps of a 784-256-10 network on a batch of 128.
private func multilayerPerceptron() -> Double {
  manualSeed(0)
  let model = Sequential(Linear(784, 256), ReLU(), Linear(256, 10))
  let optimizer = Adam(model.parameters(), learningRate: 1e-3)
  let x = Tensor.randn(128, 784)
  let y = Tensor.randint(0..<10, [128])
  var last = Tensor(0.0)
  for _ in 0..<100 {
    optimizer.zeroGrad()
    last = crossEntropy(model(x), y)
    last.backward()
    optimizer.step()
  }
  return last.item()
}
