using System.Reflection;

namespace AccessGov.Functions.Tests.Architecture;

/// <summary>Who may know whom: Functions → Web → App → Core; within App use cases → what they stand on → adapters → cellars.</summary>
public sealed class RoomTests
{
    /// <summary>They know no other room of App.</summary>
    private static readonly string[] Cellars = ["App/Failures", "App/Telemetry", "App/Settings"];

    /// <summary>They turn what is outside into values of Core.</summary>
    private static readonly string[] Adapters =
    [
        "App/Directory",
        "App/Storage",
        "App/Policy",
        "App/Yaml",
        "App/Personnel/Reading",
        "App/WebAuthn",
        "App/Mail",
    ];

    private static readonly string[] UseCases =
    [
        "App/Personnel",
        "App/Planning",
        "App/Approving",
        "App/Governance",
        "App/Adopting",
        "App/Enrolment",
        "App/Applying",
        "App/Drift",
        "App/Emergency",
        "App/Reviews",
        "App/Requests",
        "App/Transfers",
        "App/Events",
        "App/Incidents",
        "App/Mailing",
        "App/Audit",
    ];

    /// <summary>What every use case stands on; what puts an installation together; what looks at it; what it says.</summary>
    private static readonly string[] Others = ["App/Work", "App/Composition", "App/Watching", "App/Texts"];

    private static readonly string[] Deciders =
    [
        "Adoptions",
        "AnnouncementCheck",
        "ApprovedPlan",
        "Brake",
        "Candidates",
        "EmergencyDecider",
        "EnrolmentDecider",
        "Entitlements",
        "Freshness",
        "GrantEndingDecider",
        "HrIntake",
        "PairCheck",
        "PaperDecider",
        "Reconciler",
        "ReviewCallDecider",
        "ReviewDecider",
        "RequestDecider",
        "ReminderDecider",
        "StatementFold",
        "StillRight",
        "WitnessDecider",
    ];

    [Fact]
    public void Core_references_nothing_but_the_base_class_library() =>
        Assert.All(Names(House.Core), name => Assert.StartsWith("System", name, StringComparison.Ordinal));

    [Fact]
    public void App_references_Core_of_ours_and_nothing_that_serves_or_prints()
    {
        Assert.Equal(["AccessGov.Core"], Names(House.App).Where(IsOurs));
        string[] forbidden = ["Microsoft.AspNetCore", "Microsoft.Azure.Functions", "System.CommandLine", "Spectre"];
        Assert.All(Names(House.App), name => Assert.DoesNotContain(forbidden, f => name.StartsWith(f, StringComparison.Ordinal)));
    }

    [Fact]
    public void Web_references_App_and_Core_of_ours_and_nothing_that_triggers_or_prints()
    {
        Assert.Equal(["AccessGov.App", "AccessGov.Core"], Names(House.Web).Where(IsOurs).Order(StringComparer.Ordinal));
        string[] forbidden = ["Microsoft.Azure.Functions", "System.CommandLine", "Spectre"];
        Assert.All(Names(House.Web), name => Assert.DoesNotContain(forbidden, f => name.StartsWith(f, StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_type_lives_in_a_room_that_is_a_folder() =>
        Assert.All(
            House.Types.Where(t => t.Type.StartsWith("AccessGov.", StringComparison.Ordinal)),
            t => Assert.True(House.Rooms.ContainsKey(t.Room), $"{t.Type}: no folder {t.Room}")
        );

    [Fact]
    public void Every_room_of_App_is_known_here()
    {
        string[] known = [.. Cellars, .. Adapters, .. UseCases, .. Others];
        var rooms = House.Rooms.Keys.Where(r => House.Within(r, "App")).ToArray();
        Assert.All(rooms, room => Assert.Contains(known, k => House.Within(room, k)));
        Assert.All(known, k => Assert.Contains(rooms, room => House.Within(room, k)));
    }

    [Fact]
    public void Every_room_is_on_the_page_that_explains_the_house()
    {
        var page = File.ReadAllText(Sample.InRepository("docs/architecture.md"));
        var rooms = House
            .Rooms.Keys.Where(r => r.Contains('/', StringComparison.Ordinal))
            .Select(r => string.Join('/', r.Split('/')[..2]))
            .Distinct();
        Assert.All(rooms, room => Assert.Contains($"(../functions/AccessGov.{room})", page, StringComparison.Ordinal));
    }

    [Fact]
    public void A_cellar_knows_no_other_room_of_App() => Assert.All(Cellars, room => Only(room, room));

    [Fact]
    public void An_adapter_knows_itself_Core_and_cellars_and_no_other_adapter()
    {
        foreach (var adapter in Adapters)
            Only(adapter, [adapter, .. Cellars, .. LanguageOf(adapter)]);
    }

    [Fact]
    public void An_adapter_decides_nothing()
    {
        foreach (var use in Adapters.Concat(Cellars).SelectMany(UsesOf).Where(u => House.ProjectOf(u.To) == "Core"))
            Assert.False(Deciders.Contains(use.Target.Split('.')[^1].Split('+')[0]), $"{use}, which decides");
    }

    [Fact]
    public void Every_decider_exists() =>
        Assert.All(
            Deciders,
            name =>
                Assert.Contains(
                    House.Types,
                    t => t.Room.StartsWith("Core/", StringComparison.Ordinal) && t.Type.EndsWith($".{name}", StringComparison.Ordinal)
                )
        );

    [Fact]
    public void What_use_cases_stand_on_knows_no_use_case() => Only("App/Work", ["App/Work", .. Adapters, .. Cellars]);

    [Fact]
    public void A_use_case_knows_no_settings_no_text_and_not_who_puts_it_together()
    {
        string[] forbidden = ["App/Settings", "App/Composition", "App/Watching", "App/Texts"];
        foreach (var use in UseCases.SelectMany(UsesOf))
            Assert.False(forbidden.Contains(use.To), $"{use}");
    }

    [Fact]
    public void Texts_know_Core_only() => Only("App/Texts", "App/Texts");

    /// <summary>App and Core, nothing that runs: without a cycle they could still know Checks or Triggers.</summary>
    [Fact]
    public void What_commands_stand_on_knows_no_command()
    {
        Only("Functions/Cli/Sessions", "Functions/Cli/Sessions", "App");
        Only("Functions/Cli/Answers", "Functions/Cli/Answers", "Functions/Cli/Sessions", "App");
    }

    /// <summary>Cold start: who is not watched does not load what watches.</summary>
    [Fact]
    public void Nothing_but_Telemetry_names_OpenTelemetry()
    {
        var watched = House
            .Uses.Where(u =>
                u.Target.StartsWith("OpenTelemetry", StringComparison.Ordinal)
                || u.Target.StartsWith("Azure.Monitor", StringComparison.Ordinal)
            )
            .ToArray();
        Assert.NotEmpty(watched);
        Assert.All(watched, use => Assert.True(use.From == "App/Telemetry", $"{use}"));
    }

    /// <summary>Cold start, and what judges keys stands in one place.</summary>
    [Fact]
    public void Nothing_but_WebAuthn_names_Fido2()
    {
        var uses = House.Uses.Where(u => u.Target.StartsWith("Fido2NetLib", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.True(use.From == "App/WebAuthn", $"{use}"));
    }

    /// <summary>Cold start: a process that writes to nobody loads nothing that could.</summary>
    [Fact]
    public void Nothing_but_Mail_names_MailKit()
    {
        var uses = House.Uses.Where(u => u.Target.StartsWith("MailKit", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(uses);
        Assert.All(uses, use => Assert.True(use.From == "App/Mail", $"{use}"));
    }

    /// <summary>Policy and profiles are written in YAML; its reader is an adapter that knows neither.</summary>
    private static string[] LanguageOf(string adapter) => adapter is "App/Policy" or "App/Personnel/Reading" ? ["App/Yaml"] : [];

    /// <summary>Of App, nothing but these rooms and those within them.</summary>
    private static void Only(string room, params string[] allowed)
    {
        foreach (var use in UsesOf(room).Where(u => House.ProjectOf(u.To) is not ("" or "Core")))
            Assert.True(allowed.Any(a => House.Within(use.To, a)), $"{use}");
    }

    private static IEnumerable<Use> UsesOf(string room) => House.Uses.Where(u => House.Within(u.From, room));

    private static IEnumerable<string> Names(Assembly assembly) => assembly.GetReferencedAssemblies().Select(a => a.Name!);

    private static bool IsOurs(string name) => name.StartsWith("AccessGov", StringComparison.OrdinalIgnoreCase);
}
