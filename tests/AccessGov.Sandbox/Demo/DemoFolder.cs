using System.Text.Json;
using System.Text.Json.Nodes;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Sandbox.Tenant;

namespace AccessGov.Sandbox.Demo;

/// <summary>Everything of one pretend city on disk: extracts, settings, state, tenant. Newcomers may delete it at any time.</summary>
public sealed class DemoFolder(string root, string repository)
{
    /// <summary>How the sandbox writes JSON for people.</summary>
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The emulated tenant's id.</summary>
    public const string TenantId = "6f0d4b1e-52a7-4c3e-9d55-0a4c1f7e2b90";

    private const string Secret = "any secret will do in the sandbox";

    /// <summary>Where it is.</summary>
    public string Root { get; } = root;

    /// <summary>The extracts.</summary>
    public string City => Path.Combine(Root, "city");

    /// <summary>The settings file.</summary>
    public string Settings => Path.Combine(Root, "accessgov.json");

    /// <summary>The emulated tenant's state.</summary>
    public string Tenant => Path.Combine(Root, "tenant.json");

    /// <summary>The city's policy.</summary>
    public string Policy { get; } = Path.Combine(repository, "functions", "policy", "suzaka-sample.yaml");

    private string Clock => Path.Combine(Root, "clock.txt");

    /// <summary>Begins anew.</summary>
    /// <param name="operatorId">The worker that the present operating-system user is.</param>
    /// <param name="approvers">Who may approve; the first of them is the 情報セキュリティ責任者.</param>
    public void Create(EmployeeId operatorId, IReadOnlyList<EmployeeId> approvers)
    {
        if (Directory.Exists(Root))
            Directory.Delete(Root, recursive: true);
        Directory.CreateDirectory(Root);
        File.WriteAllText(
            Settings,
            JsonSerializer.Serialize(
                new
                {
                    policyFile = Policy,
                    profileFolder = Path.Combine(repository, "functions", "policy", "profiles"),
                    signingKeyFile = "state/signing-key.pem",
                    storage = new { kind = "sqlite", folder = "state" },
                    directory = new
                    {
                        tenantId = TenantId,
                        clientId = "accessgov",
                        allowOneIdentity = true,
                        signInActivity = true,
                    },
                    operators = new Dictionary<string, object>(
                        approvers.Select(
                            (a, i) =>
                                KeyValuePair.Create<string, object>(
                                    $"{(i == 0 ? "officer" : "approver")}-{a}",
                                    new { worker = a.Value, roles = i == 0 ? new[] { "approver", "officer" } : ["approver"] }
                                )
                        )
                    )
                    {
                        [Environment.UserName] = operatorId.Value,
                    },
                },
                Json
            )
        );
    }

    /// <summary>Opens the tenant as it was left and lets the settings find it.</summary>
    public async Task<TenantEmulator> StartTenantAsync(TimeProvider clock, string? record = null)
    {
        var tenant = await TenantEmulator.StartAsync(
            new TenantOptions
            {
                StateFile = Tenant,
                RecordFile = record,
                Clock = clock,
            }
        );
        Environment.SetEnvironmentVariable("ACCESSGOV__directory__baseUri", tenant.BaseUri.ToString());
        Environment.SetEnvironmentVariable("ACCESSGOV__directory__tokenUri", tenant.TokenUri.ToString());
        Environment.SetEnvironmentVariable("ACCESSGOV_DIRECTORY_SECRET", Secret);
        return tenant;
    }

    /// <summary>Runs one command of accessgov in this city.</summary>
    public Task<int> RunAsync(string[] args, CliHost host) => CommandLine.RunAsync([.. args, "--settings", Settings], host);

    /// <summary>Runs one command of accessgov under other settings of this city.</summary>
    public static Task<int> RunOnAsync(string settings, string[] args, CliHost host) =>
        CommandLine.RunAsync([.. args, "--settings", settings], host);

    /// <summary>The settings name whom the record's log asks, or nobody.</summary>
    public void Witness(string? policyFile)
    {
        var settings = JsonNode.Parse(File.ReadAllText(Settings))!.AsObject();
        settings["log"] = policyFile is null ? null : new JsonObject { ["witnessPolicyFile"] = policyFile };
        File.WriteAllText(Settings, settings.ToJsonString(Json));
    }

    /// <summary>Copies the state as it is, and settings that work with the copy and with everything else as it is.</summary>
    /// <returns>Path of those settings.</returns>
    public string CopyOfState(string name)
    {
        var state = Path.Combine(Root, "state");
        foreach (var file in Directory.EnumerateFiles(state, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(Root, name, Path.GetRelativePath(state, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        var settings = JsonNode.Parse(File.ReadAllText(Settings))!.AsObject();
        settings["storage"]!["folder"] = name;
        var path = Path.Combine(Root, name + ".json");
        File.WriteAllText(path, settings.ToJsonString(Json));
        return path;
    }

    /// <summary>True for the word by which somebody leaves the demo.</summary>
    internal static bool Leaves(string said) => said.Trim() is "q" or "Q" or "ｑ";

    /// <summary>What is left when the demo ends, how to go on and how to be rid of it; no line is longer than 110 columns.</summary>
    /// <param name="isWhole">True when the story was told to its end.</param>
    public IEnumerable<string> WhatStays(bool isWhole) =>
        [
            isWhole
                ? "市は残っています / the city stays as it is now, in"
                : "途中で終わりました。市はここまでの状態で残っています / left early; the city stays as it is now, in",
            $"  {Root}",
            "続ける / go on:         ./scripts/accessgov plan",
            "                        ./scripts/accessgov show last",
            "                        ./scripts/accessgov audit verify",
            "はじめから / anew:      ./scripts/demo",
            $"消す / remove:          rm -r {Path.GetRelativePath(Directory.GetCurrentDirectory(), Root)}",
        ];

    /// <summary>Remembers the city's time.</summary>
    public void KeepTime(TimeProvider clock) => File.WriteAllText(Clock, clock.GetUtcNow().ToString("O"));

    /// <summary>The city's time as it was left.</summary>
    public StoryClock LeftAt() => new(File.Exists(Clock) ? DateTimeOffset.Parse(File.ReadAllText(Clock)) : DateTimeOffset.UtcNow);
}
