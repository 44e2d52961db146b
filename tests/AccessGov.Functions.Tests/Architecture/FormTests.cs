using System.Text.RegularExpressions;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>Who has to scroll does not read.</summary>
public sealed partial class FormTests
{
    private const int LongestLine = 140,
        MostLines = 300,
        FewestFiles = 5,
        MostFiles = 25;

    /// <summary>Rooms below five files, each with its reason. Whoever fills one deletes its line.</summary>
    private static readonly Dictionary<string, string> Small = new()
    {
        ["App/Watching"] = "gauges and their reader; split from Telemetry, which no use case may pull in",
        ["Core/Codes"] = "the two forms of a list of codes, which rooms fill for their own families",
        ["Functions"] = "the entry point alone",
        ["Web"] = "the one place that maps every address",
    };

    [Fact]
    public void A_room_holds_five_to_twenty_five_files()
    {
        Assert.All(
            House.Rooms,
            room =>
                Assert.True(
                    Small.ContainsKey(room.Key) ? room.Value is > 0 and < FewestFiles : room.Value is >= FewestFiles and <= MostFiles,
                    $"{room.Key} holds {room.Value} files{(Small.ContainsKey(room.Key) ? " and needs no exception" : "")}."
                )
        );
        Assert.All(Small.Keys, room => Assert.Contains(room, House.Rooms.Keys));
    }

    [Theory]
    [InlineData("functions")]
    [InlineData("tests")]
    public void No_line_is_longer_than_140_characters(string folder)
    {
        foreach (var file in House.SourceFiles(folder))
            foreach (var (number, line) in File.ReadLines(file).Index())
                Assert.True(line.Length <= LongestLine, $"{file}({number + 1}) has {line.Length} characters.");
    }

    [Theory]
    [InlineData("functions")]
    [InlineData("tests")]
    public void No_file_is_longer_than_300_lines(string folder) =>
        Assert.All(House.SourceFiles(folder), file => Assert.InRange(File.ReadLines(file).Count(), 1, MostLines));

    [Fact]
    public void A_namespace_is_its_folder()
    {
        foreach (var file in House.SourceFiles("functions"))
            if (Namespaces().Match(File.ReadAllText(file)) is { Success: true } found)
                Assert.True(found.Groups[1].Value == $"AccessGov.{House.RoomOfFile(file).Replace('/', '.')}", $"{file}: {found}");
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespaces();
}
