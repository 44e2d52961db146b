using System.CommandLine;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.App.Texts;
using AccessGov.Functions.Checks;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli;

/// <summary><c>init</c>: settings, policy and mapping profiles for a new city, to be edited. Writes over nothing.</summary>
internal static partial class InitCommand
{
    private const string Policy = "new-city.yaml",
        Japanese = "ja";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static Command Make(CliOptions options, CliHost host)
    {
        var folder = new Argument<string>("folder");
        var tenant = new Option<string>("--tenant") { Required = true, HelpName = "NAME" };
        var domain = new Option<string>("--domain") { Required = true, HelpName = "DOMAIN" };
        var command = new Command("init") { folder, tenant, domain };
        command.SetAction(
            async (parsed, ct) =>
            {
                var words = CliLanguage.Present;
                var (to, name, suffix) = (Path.GetFullPath(parsed.GetValue(folder)!), parsed.GetValue(tenant)!, parsed.GetValue(domain)!);
                if (!IsTenant().IsMatch(name))
                    return await ComplainAsync(host, words.Of("Init.Tenant", name), ExitCodes.Usage);
                if (!IsDomain().IsMatch(suffix))
                    return await ComplainAsync(host, words.Of("Init.Domain", suffix), ExitCodes.Usage);
                if (File.Exists(to))
                    return await ComplainAsync(host, words.Of("Cli.PathIsFile", to));
                var isNew = !Directory.Exists(to);
                try
                {
                    if (!isNew && Directory.EnumerateFileSystemEntries(to).Any())
                        return await ComplainAsync(host, words.Of("Init.NotEmpty", to));
                    foreach (var (path, content) in Files(name, suffix, words))
                    {
                        var file = Path.Combine(to, path);
                        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                        await using var stream = new FileStream(file, FileMode.CreateNew);
                        await stream.WriteAsync(Encoding.UTF8.GetBytes(content), ct);
                    }
                }
                catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                {
                    // Half of it would be in the way of whoever tries again.
                    if (isNew && Directory.Exists(to))
                        Directory.Delete(to, recursive: true);
                    return await ComplainAsync(host, words.Of("Init.Unwritable", to));
                }
                if (!parsed.GetValue(options.Json))
                    foreach (var (path, _) in Files(name, suffix, words))
                        await host.Out.WriteLineAsync($"  {Path.Combine(to, path)}");
                await host.Out.WriteLineAsync(
                    parsed.GetValue(options.Json)
                        ? JsonSerializer.Serialize(new { folder = to })
                        : words.Of("Init.Next", Path.Combine(to, "accessgov.json"))
                );
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task<int> ComplainAsync(CliHost host, string text, int exitCode = ExitCodes.Refused)
    {
        await host.Error.WriteLineAsync(text);
        return exitCode;
    }

    private static IEnumerable<(string Path, string Content)> Files(string tenant, string domain, UiTexts words)
    {
        yield return ("accessgov.json", Settings(words.Language));
        foreach (var resource in Assembly.GetExecutingAssembly().GetManifestResourceNames().Order(StringComparer.Ordinal))
            if (resource == Policy)
                yield return (
                    "policy.yaml",
                    Text(resource, words)
                        .Replace("TENANT", tenant, StringComparison.Ordinal)
                        .Replace("DOMAIN", domain, StringComparison.Ordinal)
                );
            else if (
                resource.StartsWith("profiles/", StringComparison.Ordinal) || resource is "policy.schema.json" or "profile.schema.json"
            )
                yield return (resource, Text(resource, words));
    }

    private static string Settings(string language) =>
        JsonSerializer.Serialize(
            new
            {
                language,
                policyFile = "policy.yaml",
                profileFolder = "profiles",
                signingKeyFile = "state/signing-key.pem",
                storage = new { kind = "sqlite", folder = "state" },
                // What remembers how far the record was signed goes back with no backup of the state.
                log = new { keyFile = "state/log-key.pem", memoryFile = "memory/log-memory" },
                directory = new
                {
                    tenantId = Placeholders.Tenant,
                    reader = new { clientId = Placeholders.Reader },
                    writer = new { clientId = Placeholders.Writer },
                },
                operators = new Dictionary<string, object>
                {
                    [Environment.UserName] = new { worker = Placeholders.Worker, roles = new[] { "operator" } },
                    [Placeholders.User] = new { worker = "000001", roles = new[] { "approver", "officer" } },
                },
            },
            Indented
        );

    /// <summary>
    /// A file as it is written. Its remarks are in the language that was chosen; names of the city and words of its personnel files stay
    /// Japanese, as those files are.
    /// </summary>
    private static string Text(string resource, UiTexts words)
    {
        var (text, japanese) = (Text(resource), new UiTexts(Japanese));
        if (words.Language != Japanese)
            for (var n = 1; japanese.Find($"Init.Remark.{n}") is { } remark; n++)
                text = text.Replace("# " + remark, "# " + words[$"Init.Remark.{n}"], StringComparison.Ordinal);
        return text;
    }

    private static string Text(string resource)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex("^[a-z0-9][a-z0-9-]{0,31}$")]
    private static partial Regex IsTenant();

    [GeneratedRegex(@"^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$")]
    private static partial Regex IsDomain();
}
