using System.IO.Compression;
using System.Text;
using AccessGov.App.Personnel;
using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Storage.Content;
using AccessGov.App.Storage.Sqlite;
using AccessGov.Core.Personnel;
using Delivery = AccessGov.Tests.Delivery;

namespace AccessGov.App.Tests.Personnel;

/// <summary>旧姓: a column that a source may have; people are found by it and nothing else follows from it.</summary>
public sealed class FormerNameTests : IDisposable
{
    private static readonly MappingProfile Profile = SampleProfiles.Loaded(
        MappingProfileReader.Read(
            Encoding.UTF8.GetBytes(
                SampleProfiles.Yaml("education").Replace("  name: 氏名\n", "  name: 氏名\n  formerName: 旧姓\n", StringComparison.Ordinal)
            )
        )
    );

    private readonly TestFolder folder = new();
    private readonly FolderFileDrop files;

    public FormerNameTests() => files = new FolderFileDrop(folder.Path, TimeProvider.System);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("山田", "山田")]
    [InlineData("　山田　", "山田")]
    [InlineData("", null)]
    [InlineData("---", null)]
    public void The_column_is_read(string cell, string? name) => Assert.Equal(name, Read((Delivery.Row(), cell)).FormerName);

    [Fact]
    public void Where_rows_differ_the_newest_terms_name_counts_whatever_their_order()
    {
        var former = (
            Delivery.Row(changes: [("採用日", "2010/4/1"), ("任期満了日", "2019/3/31"), ("開始日", "2010/4/1"), ("終了日", "2019/3/31")]),
            "山田"
        );
        var present = (Delivery.Row(changes: [("採用日", "2019/4/1")]), "鈴木");
        Assert.Equal("鈴木", Read(former, present).FormerName);
        Assert.Equal("鈴木", Read(present, former).FormerName);
        Assert.Equal("山田", Read(former, (present.Item1, "")).FormerName);
    }

    [Fact]
    public void A_character_that_nobody_sees_is_rejected()
    {
        var refused = Assert.IsType<ExtractRead.Refused>(Delivery.Read(File((Delivery.Row(), "山\u202E田")), Profile));
        Assert.Equal("旧姓", Assert.Single(refused.Rejected).Column);
    }

    [Fact]
    public void A_mapped_column_that_the_file_lacks_refuses_it_unless_it_may_be_missing()
    {
        Assert.IsType<ExtractRead.Refused>(Delivery.Read(Delivery.Education(Delivery.Row()), Profile));
        var mayor = Delivery.Accepted(Delivery.Mayor([Delivery.MayorRow()]), SampleProfiles.Mayor);
        Assert.Null(Assert.Single(mayor.Extract.Workers).FormerName);
    }

    [Fact]
    public async Task It_is_kept_and_what_was_kept_before_there_was_one_is_read()
    {
        var told = Accepted(Read((Delivery.Row(), "山田")));
        var again = await new KeptFiles(files).SnapshotAsync(await new KeptFiles(files).KeepAsync(told, Ct), Ct);
        Assert.Equal("山田", Assert.Single(again.Workers).FormerName);
        var untold = Accepted(Read((Delivery.Row(), "")));
        var hash = await new KeptFiles(files).KeepAsync(untold, Ct);
        Assert.DoesNotContain("formerName", await TextAsync(hash), StringComparison.Ordinal);
        Assert.Equal(untold.Digest, (await new KeptFiles(files).SnapshotAsync(hash, Ct)).Digest);
    }

    [Fact]
    public void Who_brings_a_former_name_by_hand_brings_nothing_that_gives_something()
    {
        var (before, after) = (Accepted(Read((Delivery.Row(), ""))), Accepted(Read((Delivery.Row(), "山田"))));
        Assert.Empty(SuppliedByHand.Changed(before, after));
    }

    public void Dispose() => folder.Dispose();

    private static byte[] File(params (string Row, string FormerName)[] rows)
    {
        var lines = Encoding.UTF8.GetString(Delivery.Education([.. rows.Select(r => r.Row)])).TrimEnd('\n').Split('\n');
        var cells = rows.Select(r => r.FormerName).Prepend("旧姓");
        return Encoding.UTF8.GetBytes(string.Concat(lines.Zip(cells, (line, cell) => $"{line},{cell}\n")));
    }

    private static Worker Read(params (string Row, string FormerName)[] rows) =>
        Assert.Single(Delivery.Accepted(File(rows), Profile).Extract.Workers);

    private static HrSnapshot Accepted(Worker worker) =>
        Assert
            .IsType<HrReading.Accepted>(
                HrIntake.Judge(new SourceExtract(worker.Home, Delivery.AsOf, "hash", [worker], [], 1, 0), null, Sample.Policy.Limits)
            )
            .Snapshot;

    private async Task<string> TextAsync(string hash)
    {
        await using var packed = new GZipStream(
            System.IO.File.OpenRead(folder.File($"kept/{hash[..2]}/{hash}")),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(packed);
        return await reader.ReadToEndAsync(Ct);
    }
}
