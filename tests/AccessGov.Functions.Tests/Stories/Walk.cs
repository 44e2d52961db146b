using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AccessGov.App.Policy;
using AccessGov.Core.Desired;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox;
using AccessGov.Sandbox.Demo;
using AccessGov.Sandbox.Tenant;
using AccessGov.Tests;

namespace AccessGov.Functions.Tests.Stories;

/// <summary>
/// Somebody's way through the command line, written down as a page: what is done and why, each command, and what it answered. What differs
/// from run to run is written as if it did not.
/// </summary>
internal sealed partial class Walk : IAsyncDisposable
{
    // What the page calls the folder.
    private const string Shown = "/srv/kawabe";
    private static readonly TimeSpan Japan = TimeSpan.FromHours(9);
    private readonly TestFolder folder = new();
    private readonly JumpingClock clock = new(new DateTimeOffset(2026, 10, 1, 9, 0, 0, Japan));
    private readonly StringBuilder page = new();
    private readonly Dictionary<string, string> ids = [];
    private readonly string language;
    private TenantEmulator? tenant;

    static Walk()
    {
        foreach (var role in new[] { "READER", "WRITER" })
            Environment.SetEnvironmentVariable($"ACCESSGOV_DIRECTORY_SECRET_{role}", Story.Secret);
    }

    /// <summary>Begins one.</summary>
    /// <param name="language">In which language the command line answers.</param>
    public Walk(string language) => this.language = language;

    /// <summary>The page so far.</summary>
    public string Page => Trailing().Replace(page.ToString(), "");

    public TenantEmulator Tenant => tenant ?? throw new InvalidOperationException("Not yet.");

    public string File(string name) => Path.Combine(folder.Path, name);

    public string Read(string name) => System.IO.File.ReadAllText(File(name));

    /// <summary>Words between the steps.</summary>
    public Walk Say(string text)
    {
        page.Append(text).Append("\n\n");
        return this;
    }

    /// <summary>Writes a file as somebody with an editor does, and shows it.</summary>
    public Walk Write(string name, string text)
    {
        System.IO.File.WriteAllText(File(name), text);
        page.Append("```\n").Append(text.TrimEnd()).Append("\n```\n\n");
        return this;
    }

    /// <summary>Replaces something in a file, and shows what stands there now.</summary>
    public Walk Edit(string name, string old, string now)
    {
        var text = Read(name);
        Assert.Contains(old, text, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File(name), text.Replace(old, now, StringComparison.Ordinal));
        page.Append("```\n").Append(now.Trim('\n')).Append("\n```\n\n");
        return this;
    }

    /// <summary>Starts the tenant, with the groups and with the accounts that people had yesterday.</summary>
    public async Task BeginTenantAsync(params (string Name, string Id)[] groups)
    {
        tenant = await TenantEmulator.StartAsync(new TenantOptions { Clock = clock });
        foreach (var (name, id) in groups)
            tenant.Directory.Add(new TenantGroup(name, id: id));
    }

    /// <summary>Everybody has the account and the rights that the policy would have given yesterday.</summary>
    /// <param name="mistaken">A group's id that stands in the policy by mistake.</param>
    /// <param name="meant">The one that is meant.</param>
    public void Settle(string mistaken, string meant)
    {
        var policy = Sample.Read(Read("config/policy.yaml").Replace(mistaken, meant, StringComparison.Ordinal)) is PolicyRead.Read read
            ? read.Policy
            : throw new InvalidOperationException("The policy is wrong.");
        var yesterday = new DateOnly(2026, 9, 30);
        var people = NewTown.Yesterday.ToArray();
        var facts = new Facts(
            Rosters.Of(people, yesterday, policy),
            new Known<IReadOnlyList<KeyFact>>.Whole([
                .. people.Select(p => new KeyFact(p.Id, new DateSpan(new DateOnly(2026, 9, 1), null))),
            ]),
            new Known<IReadOnlyList<TrainingFact>>.Whole([.. people.Select(p => new TrainingFact(p.Id, new DateOnly(2026, 6, 15)))]),
            new Known<IReadOnlyList<OverdueReview>>.Whole([]),
            new Known<IReadOnlyList<ContractFact>>.Whole([]),
            []
        );
        foreach (var desire in Entitlements.Of(facts, policy, yesterday).Workers)
            StartingTenant.Add(Tenant.Directory, desire, policy);
        // Nobody knows whose it is.
        Tenant.Directory.Add(new TenantUser("fukugouki" + policy.UserPrincipalNameSuffix) { DisplayName = "複合機" });
    }

    /// <summary>What 設定 need besides what <c>init</c> wrote.</summary>
    public void Connect()
    {
        var settings = JsonNode.Parse(Read("config/accessgov.json"))!;
        settings["directory"]!["tenantId"] = "5d0f2f0a-3f5e-4c35-9b0e-0c5b4d9e7a11";
        settings["directory"]!["reader"]!["clientId"] = "7c1e3b52-7a55-4b7e-9d6f-1f0f6d1a2b3c";
        settings["directory"]!["writer"]!["clientId"] = "0b9f2d1c-6f0e-4c5e-8a35-1d2e3f4a5b6c";
        settings["directory"]!["baseUri"] = Tenant.BaseUri.ToString();
        settings["directory"]!["tokenUri"] = Tenant.TokenUri.ToString();
        JsonObject Of(string worker, params string[] roles) =>
            new() { ["worker"] = worker, ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]) };
        settings["operators"] = new JsonObject
        {
            ["tanaka"] = Of(NewTown.Tanaka, "operator"),
            ["sato"] = Of(NewTown.Sato, "approver", "officer"),
            ["suzuki"] = Of(NewTown.Suzuki, "approver"),
        };
        System.IO.File.WriteAllText(File("config/accessgov.json"), settings.ToJsonString());
    }

    /// <summary>A minute later: somebody runs a command, and the page shows it with its answer.</summary>
    /// <param name="who">User name and number.</param>
    /// <param name="command">Its words without <c>accessgov</c>; files lie in the folder.</param>
    /// <param name="exitCode">How it ends.</param>
    public async Task<Answer> RunAsync((string User, string Id) who, string command, int exitCode = ExitCodes.Done)
    {
        clock.MoveTo(clock.GetUtcNow().AddMinutes(1).AddTicks(-(clock.GetUtcNow().Ticks % TimeSpan.TicksPerMinute)));
        // As a terminal shows both: in the order in which they were said.
        await using var said = new StringWriter();
        var answer = await AskAsync(who, command, said, said);
        answer.Ended(exitCode);
        page.Append(CultureInfo.InvariantCulture, $"```\n{who.User}$ accessgov {Stable(command)}\n{Stable(answer.Out)}```\n\n");
        OneLanguage.Holds(
            language,
            answer.Out,
            $"accessgov {command}",
            () => OneLanguage.WrittenIn(folder.Path, remarks: false) + "複合機"
        );
        return answer;
    }

    /// <summary>A command that the page does not show.</summary>
    public async Task<Answer> AskAsync((string User, string Id) who, string command)
    {
        await using var answer = new StringWriter();
        await using var complaint = new StringWriter();
        return await AskAsync(who, command, answer, complaint);
    }

    private async Task<Answer> AskAsync((string User, string Id) who, string command, StringWriter answer, StringWriter complaint)
    {
        var words = command.Split(' ').Select(word => IsFile().IsMatch(word) ? File(word) : word);
        var exitCode = await CommandLine.RunAsync(
            [.. words, "--settings", File("config/accessgov.json"), "--lang", language],
            new CliHost(answer, complaint, clock) { ActingAs = new EmployeeId(who.Id) },
            TestContext.Current.CancellationToken
        );
        return new Answer(command, exitCode, answer.ToString(), ReferenceEquals(answer, complaint) ? "" : complaint.ToString());
    }

    public async ValueTask DisposeAsync()
    {
        if (tenant is not null)
            await tenant.DisposeAsync();
        folder.Dispose();
    }

    private string Stable(string text)
    {
        text = text.Replace(folder.Path, Shown, StringComparison.Ordinal);
        if (tenant is not null)
            text = text.Replace($":{tenant.BaseUri.Port}", ":7081", StringComparison.Ordinal)
                .Replace($" {tenant.BaseUri.Port} ", " 7081 ", StringComparison.Ordinal);
        text = Room().Replace(text, "20480 MB");
        // A plan's id depends on ids that the tenant draws.
        text = Ids().Replace(text, found => found.Groups["id"].Success ? IdOf(found.Value) : found.Value);
        foreach (var account in tenant?.Directory.Users.Select(u => u.Id) ?? [])
            text = text.Replace(account, "7d1c2f60-3b5e-4a91-9c0d-5e8f2a1b6c34", StringComparison.Ordinal);
        return KeyId().Replace(text, "$1 3fa94c07");
    }

    private string IdOf(string id)
    {
        // Its beginning is shown here and the whole of it there.
        var begin = id[..12];
        if (!ids.TryGetValue(begin, out var shown))
            ids[begin] = shown = $"{(char)('a' + ids.Count)}0{ids.Count + 1:00}5c7e1f{ids.Count + 1:00}";
        return id.Length == 12 ? shown : shown + new string('0', id.Length - 12);
    }

    [GeneratedRegex("(鍵|key) [0-9a-f]{8}")]
    private static partial Regex KeyId();

    [GeneratedRegex(@"^(config(/|$)|[\w-]+\.csv$)")]
    private static partial Regex IsFile();

    [GeneratedRegex(@"\d+ M(i)?B")]
    private static partial Regex Room();

    [GeneratedRegex(@"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?<id>\b[0-9a-f]{12,64}\b)")]
    private static partial Regex Ids();

    [GeneratedRegex(@"[ \t]+(?=\n)|\n+\z")]
    private static partial Regex Trailing();
}
