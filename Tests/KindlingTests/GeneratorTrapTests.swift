import Kindling
import Testing

@Suite struct GeneratorTrapTests {
  @Test func aWholeNumberOfAnEmptyRange() async {
    let result = await #expect(
      processExitsWith: .failure, observing: [\.standardErrorContent]
    ) {
      var generator = Generator(seed: 1)
      _ = generator.integer(in: 3..<3)
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("Fatal error: integer(in:): the range 3..<3 is empty"))
  }
}
