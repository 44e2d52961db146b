using AccessGov.Sandbox.City;
using AccessGov.Tests;

namespace AccessGov.Sandbox.Tests;

public sealed class CityDeterminismTests
{
    [Theory]
    [InlineData(FaultLevel.None)]
    [InlineData(FaultLevel.Typical)]
    [InlineData(FaultLevel.Heavy)]
    public void The_same_seed_gives_the_same_bytes(FaultLevel faults)
    {
        using var once = new CityFolder(300, 7, faults);
        using var again = new CityFolder(300, 7, faults);
        var files = Files(once);
        Assert.Equal(17, files.Length);
        Assert.Equal(files, Files(again));
        Assert.All(files, file => Assert.Equal(once.Bytes(file), again.Bytes(file)));
    }

    [Fact]
    public void Another_seed_gives_another_city()
    {
        using var one = new CityFolder(300, 7);
        using var other = new CityFolder(300, 8);
        Assert.All(Files(one), file => Assert.NotEqual(one.Bytes(file), other.Bytes(file)));
    }

    [Fact]
    public void Faults_change_the_files_and_never_the_people()
    {
        using var clean = new CityFolder(300, 7);
        using var faulty = new CityFolder(300, 7, FaultLevel.Heavy);
        Assert.Empty(clean.Faults);
        Assert.NotEqual(clean.Bytes("4-1/mayor.csv"), faulty.Bytes("4-1/mayor.csv"));
        foreach (var file in new[] { "announcement.csv", "keys.csv", "training.csv" })
            Assert.Equal(clean.Bytes(file), faulty.Bytes(file));
        Assert.Equal(clean.City.WorkersOn401.Select(w => w.ToString()), faulty.City.WorkersOn401.Select(w => w.ToString()));
    }

    [Fact]
    public void The_numbers_are_those_of_SplitMix64_on_every_runtime()
    {
        var random = SplitMix.For(1, 1, 0);
        Assert.Equal([0xEA104F88866F87DAUL, 0x3FDD82D55F6585C9UL, 0x560E3ABD478D659CUL], [random.Next(), random.Next(), random.Next()]);
    }

    [Theory]
    [InlineData(29)]
    [InlineData(1_000_001)]
    public void A_city_of_an_impossible_size_is_refused(int staff) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new PretendCity(new CitySettings(staff)));

    private static string[] Files(CityFolder folder) =>
        [
            .. System
                .IO.Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories)
                .Select(f => Path.GetRelativePath(folder.Root, f))
                .Order(StringComparer.Ordinal),
        ];
}
