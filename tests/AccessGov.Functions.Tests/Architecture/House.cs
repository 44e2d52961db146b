using AccessGov.App.Planning;
using AccessGov.Core.Planning;
using AccessGov.Functions.Cli;
using AccessGov.Web.Scim;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>A type and what it uses, each with its room: "App/Work", or "" outside the house.</summary>
internal sealed record Use(string From, string Type, string To, string Target)
{
    public override string ToString() => $"{Type} uses {Target}";
}

/// <summary>
/// The four projects as they were built. A room is a folder and a namespace; it is named by its path within functions/AccessGov.*.
/// </summary>
internal static class House
{
    public static Assembly Core { get; } = typeof(Plan).Assembly;

    public static Assembly App { get; } = typeof(MakePlan).Assembly;

    public static Assembly Web { get; } = typeof(ScimPatch).Assembly;

    public static Assembly Functions { get; } = typeof(CommandLine).Assembly;

    /// <summary>From below to above: each may know those before it.</summary>
    public static IReadOnlyList<string> Projects { get; } = ["Core", "App", "Web", "Functions"];

    /// <summary>
    /// Every use of a type by a type of the house: signatures, attributes and bodies, lambdas and async methods included.
    /// </summary>
    public static IReadOnlyList<Use> Uses { get; }

    /// <summary>Every type with its room.</summary>
    public static IReadOnlyList<(string Type, string Room)> Types { get; }

    /// <summary>Rooms that are folders with source text, and how many files each holds.</summary>
    public static IReadOnlyDictionary<string, int> Rooms { get; } =
        SourceFiles("functions").GroupBy(RoomOfFile).ToDictionary(g => g.Key, g => g.Count());

    static House()
    {
        // What the compiler makes of a lambda or an async method counts as its type's own: the loader folds it in.
        var built = new ArchLoader().LoadAssemblies(Core, App, Web, Functions).Build();
        Types = [.. built.Types.Select(t => (t.FullName, RoomOf(t)))];
        // A type parameter is nobody's: the loader gives all of one name the room of the first.
        Uses =
        [
            .. built
                .Types.SelectMany(t => t.Dependencies.Select(d => (From: t, To: d.Target)))
                .Where(d => d.To is not GenericParameter)
                .Select(d => new Use(RoomOf(d.From), d.From.FullName, RoomOf(d.To), d.To.FullName))
                .Distinct(),
        ];
    }

    /// <summary>Every C# file beneath a folder of the repository.</summary>
    public static IEnumerable<string> SourceFiles(string folder) =>
        System
            .IO.Directory.EnumerateFiles(Sample.InRepository(folder), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains($"{Path.DirectorySeparatorChar}node_modules{Path.DirectorySeparatorChar}", StringComparison.Ordinal));

    /// <summary>"Core" of "Core/Planning".</summary>
    public static string ProjectOf(string room) => room.Split('/')[0];

    /// <summary>A room, or one within it.</summary>
    public static bool Within(string room, string outer) => room == outer || room.StartsWith(outer + "/", StringComparison.Ordinal);

    /// <summary>The room whose folder holds a file.</summary>
    public static string RoomOfFile(string file) =>
        Path.GetRelativePath(Sample.InRepository("functions"), Path.GetDirectoryName(file)!).Replace(Path.DirectorySeparatorChar, '/')[
            "AccessGov.".Length..
        ];

    /// <summary>The entry point has no namespace; it stands at the root of Functions.</summary>
    private static string RoomOf(IType type) =>
        type.FullName is "Program" ? "Functions"
        : type.Namespace?.FullName is { } space && space.StartsWith("AccessGov.", StringComparison.Ordinal)
            ? space["AccessGov.".Length..].Replace('.', '/')
        : "";
}
