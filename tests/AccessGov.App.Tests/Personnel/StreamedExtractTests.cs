using AccessGov.App.Personnel.Reading;
using AccessGov.Tests;

namespace AccessGov.App.Tests.Personnel;

/// <summary>A file is read as it streams by: once for its hash and for what it says, and never held whole.</summary>
public class StreamedExtractTests
{
    private const int Rows = 12_000,
        Buffer = 64 * 1024;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_large_file_is_read_once_and_never_held(bool isCp932)
    {
        // Nobody maps the column of the office's name, and it makes most of the file.
        var office = new string('課', 900);
        var bytes = isCp932
            ? Delivery.Mayor([.. Numbers().Select(n => Delivery.MayorRow($"{n}").Replace("総務課", office, StringComparison.Ordinal))])
            : Delivery.Education([.. Numbers().Select(n => Delivery.Row($"{n}", "須坂　花子", ("所属名", office)))]);
        var profile = isCp932 ? SampleProfiles.Mayor : SampleProfiles.Education;
        var file = new CountedFile(bytes);
        ExtractReader.Read(file, profile, Delivery.AsOf);
        var readBefore = file.Given;
        var before = GC.GetAllocatedBytesForCurrentThread();
        var read = Assert.IsType<ExtractRead.Read>(ExtractReader.Read(file, profile, Delivery.AsOf).Read);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(Rows, read.Extract.Workers.Count);
        // And its first bytes, which tell whether it is a workbook.
        Assert.InRange(file.Given - readBefore, bytes.Length, bytes.Length + (2 * Buffer) + 8);
        Assert.InRange(allocated, 0, 400L * Rows + (1 << 20));
        Assert.True(bytes.Length > 3 * allocated, $"{allocated} of {bytes.Length} bytes were allocated.");
    }

    [Fact]
    public void Rows_that_need_a_second_look_are_kept_and_the_file_is_not_read_again()
    {
        var file = new CountedFile(
            Delivery.Education([
                .. Numbers().Select(n => n % 100 == 0 ? Delivery.Row($"{n}", "須坂　花子", ("採用日", "2026/2/30")) : Delivery.Row($"{n}")),
            ])
        );
        var read = Assert.IsType<ExtractRead.Read>(ExtractReader.Read(file, SampleProfiles.Education, Delivery.AsOf).Read);
        Assert.Equal(Rows / 100, read.HeldBack.Count);
        Assert.InRange(file.Given, file.Length, file.Length + (2 * Buffer) + 8);
    }

    [Fact]
    public void A_file_that_was_changed_between_two_looks_is_not_believed()
    {
        // The second look is at the first worker, of whom another row follows at the end.
        byte[] WithName(string name) =>
            Delivery.Education([
                Delivery.Row("000001", name),
                .. Numbers().Select(n => Delivery.Row($"{n}")),
                Delivery.Row("000001", "岡谷　太郎"),
            ]);
        using var file = new CountedFile(WithName("須坂　花子")) { Then = WithName("諏訪　次郎") };
        Assert.Throws<IOException>(() => ExtractReader.Read(file, SampleProfiles.Education, Delivery.AsOf));
    }

    [Fact]
    public void A_cell_without_an_end_is_refused_before_it_is_held()
    {
        const int Length = 96 << 20;
        var bytes = new byte[Length];
        bytes.AsSpan().Fill((byte)'x');
        Delivery.Education([Delivery.Row(), "\"", Delivery.Row()]).AsSpan()[..^1].CopyTo(bytes);
        bytes[^1] = (byte)'\n';
        var file = new CountedFile(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refused = Assert.IsType<ExtractRead.Refused>(ExtractReader.Read(file, SampleProfiles.Education, Delivery.AsOf).Read);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, Length / 2);
        Assert.StartsWith("3行目: 32767文字を超えるセルがあります。", Assert.Single(refused.Reasons).InJapanese());
    }

    private static IEnumerable<int> Numbers() => Enumerable.Range(200_000, Rows);

    /// <summary>Counts what is read of it; after it was read to its end it is another one, if wanted.</summary>
    private sealed class CountedFile(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        private byte[] now = bytes;
        private int at;

        public byte[]? Then { get; init; }

        public long Given { get; private set; }

        public override long Position
        {
            get => at;
            set => at = (int)value;
        }

        public override int Read(Span<byte> buffer)
        {
            var length = Math.Min(buffer.Length, now.Length - at);
            now.AsSpan(at, length).CopyTo(buffer);
            (at, Given) = (at + length, Given + length);
            if (length == 0 && Then is not null)
                now = Then;
            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
    }
}
