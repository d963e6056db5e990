import Kindling
import XCTest

/// Whole training runs whose losses must be PyTorch's, to four significant digits, from its seeds.
final class TrainingRunTests: XCTestCase {
  private func compare(
    _ losses: [Double], _ expected: [Double], _ what: String, close: Int = .max,
    file: StaticString = #filePath, line: UInt = #line
  ) {
    XCTAssertEqual(losses.count, expected.count, file: file, line: line)
    for (epoch, (own, right)) in zip(losses, expected).enumerated() {
      // Half a unit in the fourth digit.
      let tolerance = epoch < close ? 5e-5 : 0.01
      XCTAssertLessThanOrEqual(
        abs(own - right), tolerance * abs(right),
        "\(what), epoch \(epoch): \(own), PyTorch \(right)",
        file: file, line: line)
    }
  }

  func testBagOfWords() throws {
    let file = try TrainingFile.load()
    let run = try XCTUnwrap(file.runs["bagOfWords"])
    var vocabulary: [Substring: Int] = [:]
    for word in file.sentences.flatMap({ $0.text.split(separator: " ") })
    where vocabulary[word] == nil {
      vocabulary[word] = vocabulary.count
    }
    func vector(_ text: String) -> Tensor {
      let counts = Tensor.zeros(1, vocabulary.count)
      for word in text.split(separator: " ") { counts[0, vocabulary[word]!] += 1 }
      return counts
    }
    manualSeed(1)
    let model = Sequential(Linear(vocabulary.count, 2), LogSoftmax(dim: 1))
    let (optimizer, loss) = (SGD(model.parameters(), learningRate: 0.1), NLLLoss())
    var losses: [Double] = []
    for _ in 0..<100 {
      var total = 0.0
      for sentence in file.sentences.prefix(4) {
        model.zeroGrad()
        let found = loss(model(vector(sentence.text)), Tensor([sentence.label]))
        found.backward()
        optimizer.step()
        total += found.item()
      }
      losses.append(total)
    }
    compare(losses, run.losses, "bag of words")
    for (sentence, expected) in zip(file.sentences.suffix(2), run.final) {
      let found = withoutGradients { model(vector(sentence.text)) }
      assertClose(found, expected.tensor, relative: 5e-5, sentence.text)
    }
  }

  private final class Trigrams: Module {
    let table: Embedding
    let hidden: Linear, out: Linear

    init(words: Int) {
      table = Embedding(words, 10)
      hidden = Linear(20, 128)
      out = Linear(128, words)
    }

    override func forward(_ context: Tensor) -> Tensor {
      out(hidden(table(context).view(1, -1)).relu()).logSoftmax(dim: 1)
    }
  }

  func testTrigrams() throws {
    let file = try TrainingFile.load()
    let run = try XCTUnwrap(file.runs["trigrams"])
    let words = file.sonnet.split(whereSeparator: \.isWhitespace)
    var place: [Substring: Int] = [:]
    for word in words where place[word] == nil { place[word] = place.count }
    let text = words.map { place[$0]! }
    manualSeed(1)
    let model = Trigrams(words: place.count)
    let optimizer = SGD(model.parameters(), learningRate: 0.001)
    var losses: [Double] = []
    for _ in 0..<10 {
      var total = 0.0
      for index in 0..<text.count - 2 {
        optimizer.zeroGrad()
        let context = Tensor([text[index], text[index + 1]])
        let loss = nllLoss(model(context), Tensor([text[index + 2]]))
        loss.backward()
        optimizer.step()
        total += loss.item()
      }
      losses.append(total)
    }
    compare(losses, run.losses, "trigrams")
    XCTAssertEqual(losses, losses.sorted(by: >))
  }

  func testSine() throws {
    let run = try XCTUnwrap(TrainingFile.load().runs["sine"])
    manualSeed(42)
    let x = Tensor.rand(1200) * 2 * Double.pi
    let y = x.sin() + Tensor.rand(1200) * 0.01
    let (inputs, targets) = (x.view(-1, 1), y.view(-1, 1))
    let loader = DataLoader(
      TensorDataset(inputs[..<1000], targets[..<1000]), batchSize: 32, shuffle: true)
    let model = Sequential(
      Linear(1, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 5), ReLU(), Linear(5, 1))
    let (optimizer, criterion) = (Adam(model.parameters(), learningRate: 0.01), MSELoss())
    var losses: [Double] = []
    for _ in 0..<100 {
      var total = 0.0
      for (a, b) in loader {
        let loss = criterion(model(a), b)
        optimizer.zeroGrad()
        loss.backward()
        optimizer.step()
        total += loss.item()
      }
      losses.append(total / Double(loader.count))
    }
    // A device rounds in its own way, and that grows. PyTorch itself, with the gradients of each step
    // changed by half a unit in the last place, comes to losses that differ by 3e-3 in four runs of
    // seven, by more than 5e-5 only after epoch 50.
    let isOnProcessor = Device.default == .cpu
    compare(losses, run.losses, "sine", close: isOnProcessor ? .max : 50)
    let final = withoutGradients { criterion(model(inputs[1000...]), targets[1000...]) }
    assertClose(
      final, run.final[0].tensor, relative: isOnProcessor ? 5e-5 : 0.1, "test loss")
  }
}
