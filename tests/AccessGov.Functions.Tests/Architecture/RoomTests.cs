using AccessGov.Core.Applying;
using AccessGov.Core.Desired;
using AccessGov.Core.Planning;
using AccessGov.Core.Safeguards;
using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Assembly = System.Reflection.Assembly;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>
/// Who may know whom: Cli|Triggers|Portal|Api → Flows → {Core, adapters}; adapters know neither flows nor deciders nor each other.
/// </summary>
public sealed class RoomTests
{
    private const string App = "AccessGov.App.",
        Core = "AccessGov.Core.";
    private static readonly string[] Doors = ["Cli", "Triggers", "Portal", "Api"];
    private static readonly string[] Deciders =
    [
        "Reconciler",
        "Brake",
        "Entitlements",
        "Freshness",
        "StillRight",
        "AnnouncementCheck",
        "ApprovedPlan",
        "HrIntake",
    ];
    private static readonly ArchUnitNET.Domain.Architecture Built = new ArchLoader()
        .LoadAssemblies(typeof(Functions.Cli.CommandLine).Assembly, typeof(Plan).Assembly)
        .Build();

    [Fact]
    public void Core_references_nothing_but_the_base_class_library() =>
        Assert.All(typeof(Plan).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System", a.Name, StringComparison.Ordinal));

    [Fact]
    public void App_references_Core_and_no_other_assembly_of_ours() =>
        Assert.Equal(["AccessGov.Core"], Ours(typeof(Functions.Cli.CommandLine).Assembly));

    [Theory]
    [InlineData("Directory")]
    [InlineData("Hr")]
    [InlineData("Storage")]
    [InlineData("Audit")]
    [InlineData("Policy")]
    [InlineData("WebAuthn")]
    public void An_adapter_knows_only_itself_Core_and_how_outside_things_fail(string room)
    {
        foreach (var (type, target) in Uses(room))
        {
            Assert.True(RoomOf(target) is "Hosting" || RoomOf(target) == room, $"{type} uses {target}");
            if (RoomOf(target) is "Hosting")
                Assert.All(UsesOf(target), t => Assert.True(RoomOf(t) is "Hosting", $"{target}, which the adapter {type} uses, knows {t}"));
        }
    }

    [Theory]
    [InlineData("Directory")]
    [InlineData("Hr")]
    [InlineData("Storage")]
    [InlineData("Audit")]
    [InlineData("Policy")]
    [InlineData("Kept")]
    [InlineData("Hosting")]
    public void An_adapter_decides_nothing(string room)
    {
        foreach (var type in TypesOf(room))
            Assert.All(
                type.Dependencies.Select(d => d.Target.FullName).Where(t => t.StartsWith(Core, StringComparison.Ordinal)),
                t => Assert.False(Deciders.Contains(t.Split('.')[^1]), $"{type.FullName} uses the decider {t}")
            );
    }

    [Fact]
    public void The_interface_for_programs_knows_flows_and_how_things_are_answered() =>
        Only("Api", "Api", "Flows", "Hr", "Settings", "Hosting");

    [Fact]
    public void Kept_files_know_storage_and_no_flow() => Only("Kept", "Kept", "Storage", "Hosting");

    [Fact]
    public void Watching_looks_at_flows_and_opens_no_door() => Only("Watching", "Watching", "Flows", "Storage", "Directory", "Hosting");

    /// <summary>Cold start: who is not watched does not load what watches.</summary>
    [Fact]
    public void Nothing_but_Watching_names_OpenTelemetry() =>
        Assert.All(
            Built.Types.Where(t =>
                t.FullName.StartsWith(App, StringComparison.Ordinal)
                && t.Dependencies.Any(d =>
                    d.Target.FullName.StartsWith("OpenTelemetry", StringComparison.Ordinal)
                    || d.Target.FullName.StartsWith("Azure.Monitor", StringComparison.Ordinal)
                )
            ),
            t => Assert.Equal("Watching", RoomOf(t.FullName))
        );

    [Fact]
    public void Texts_know_Core_only() => Only("Texts", "Texts");

    [Fact]
    public void Settings_know_what_they_choose_between() => Only("Settings", "Settings", "Directory", "Storage", "WebAuthn");

    [Fact]
    public void Flows_know_no_door_no_settings_and_no_text()
    {
        foreach (var (type, target) in Uses("Flows"))
            Assert.False(Doors.Concat(["Settings", "Texts"]).Contains(RoomOf(target)), $"{type} uses {target}");
    }

    [Fact]
    public void Every_type_lives_in_a_room_that_is_known_here()
    {
        string[] known =
        [
            .. Doors,
            "Flows",
            "Directory",
            "Hr",
            "Storage",
            "Audit",
            "Policy",
            "WebAuthn",
            "Kept",
            "Texts",
            "Settings",
            "Hosting",
            "Watching",
        ];
        Assert.All(
            Built.Types.Where(t => t.FullName.StartsWith(App, StringComparison.Ordinal)),
            t => Assert.Contains(RoomOf(t.FullName), known)
        );
    }

    private static void Only(string room, params string[] rooms)
    {
        foreach (var (type, target) in Uses(room))
            Assert.True(rooms.Contains(RoomOf(target)), $"{type} uses {target}");
    }

    private static IEnumerable<IType> TypesOf(string room) =>
        Built.Types.Where(t => t.FullName.StartsWith($"{App}{room}.", StringComparison.Ordinal));

    /// <summary>What the types of a room use of App, method bodies included.</summary>
    private static IEnumerable<(string Type, string Target)> Uses(string room) =>
        TypesOf(room).SelectMany(t => UsesOf(t.FullName).Select(u => (t.FullName, u)));

    private static IEnumerable<string> UsesOf(string type) =>
        Built
            .Types.Where(t => t.FullName == type)
            .SelectMany(t => t.Dependencies)
            .Select(d => d.Target.FullName)
            .Where(t => t.StartsWith(App, StringComparison.Ordinal))
            .Distinct();

    private static string RoomOf(string type) => type.Split('.') is [_, _, var room, _, ..] ? room : "";

    private static IEnumerable<string> Ours(Assembly assembly) =>
        assembly.GetReferencedAssemblies().Select(a => a.Name!).Where(n => n.StartsWith("AccessGov", StringComparison.Ordinal));
}
