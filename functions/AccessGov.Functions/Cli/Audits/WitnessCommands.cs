using System.CommandLine;
using AccessGov.App.Audit.Log;
using AccessGov.App.Texts;
using AccessGov.Core.Audit.Notes;
using AccessGov.Core.Audit.Witnesses;
using AccessGov.Functions.Cli.Sessions;
using AccessGov.Functions.Serve;

namespace AccessGov.Functions.Cli.Audits;

/// <summary><c>accessgov witness</c>: a witness for the logs of neighbours. It needs no settings and no store, only its folder.</summary>
internal static class WitnessCommands
{
    public static Command Make(CliOptions options, CliHost host)
    {
        var folder = new Option<string>("--folder") { Required = true, HelpName = "FOLDER" };
        return new Command("witness")
        {
            Init(options, host, folder),
            Trust(options, host, folder),
            Answer(options, host, folder),
            Serve(options, host, folder),
        };
    }

    private static Command Init(CliOptions options, CliHost host, Option<string> folder)
    {
        var name = new Option<string>("--name") { Required = true, HelpName = "NAME" };
        var init = new Command("init") { folder, name };
        init.SetAction(
            async (parsed, ct) =>
            {
                if (!NoteName.TryParse(parsed.GetValue(name), out var named))
                    return await ComplainAsync(host, Words(parsed, options).Of("Witness.NoName", parsed.GetValue(name)), ExitCodes.Usage);
                var place = Path.GetFullPath(parsed.GetValue(folder)!);
                if (File.Exists(place))
                    return await ComplainAsync(host, Words(parsed, options).Of("Cli.PathIsFile", place), ExitCodes.Refused);
                if (WitnessFolder.IsIn(place))
                    return await ComplainAsync(host, Words(parsed, options).Of("Witness.Exists", place), ExitCodes.Refused);
                var made = WitnessFolder.Create(place, named);
                using var key = made.OpenKey();
                await host.Out.WriteLineAsync($"witness {named.Value.Split('/')[0]} {key.Of(named).Key}");
                return ExitCodes.Done;
            }
        );
        return init;
    }

    private static Command Trust(CliOptions options, CliHost host, Option<string> folder)
    {
        var text = new Argument<string>("key");
        var trust = new Command("trust") { text, folder };
        trust.SetAction(
            async (parsed, ct) =>
            {
                if (!NoteKey.TryParse(parsed.GetValue(text), out var key, out var flaw) || key.Type is NoteKeyType.Cosignature)
                    return await ComplainAsync(host, Words(parsed, options).Of("Witness.NoKey", flaw), ExitCodes.Refused);
                if (await OpenAsync(parsed, options, host, parsed.GetValue(folder)!) is not { } witness)
                    return ExitCodes.NotFound;
                witness.Watch(key);
                await host.Out.WriteLineAsync(Words(parsed, options).Of("Witness.Watches", key.Name, key.Id));
                return ExitCodes.Done;
            }
        );
        return trust;
    }

    private static Command Answer(CliOptions options, CliHost host, Option<string> folder)
    {
        var file = new Argument<string>("file");
        var to = new Option<string?>("--out") { HelpName = "FILE" };
        var answer = new Command("answer") { file, folder, to };
        answer.SetAction(
            async (parsed, ct) =>
            {
                if (await OpenAsync(parsed, options, host, parsed.GetValue(folder)!) is not { } witness)
                    return ExitCodes.NotFound;
                int Complain(string complaint, int exitCode)
                {
                    host.Error.WriteLine(complaint);
                    return exitCode;
                }
                var asked = new FileInfo(parsed.GetValue(file)!);
                var (request, looked) = await GivenFile.ReadAsync(Words(parsed, options), Complain, asked, GivenFile.MostOfAList, null, ct);
                if (request is null)
                    return looked;
                var output = parsed.GetValue(to) is { } named ? new GivenOutput(named) : null;
                if (output?.Objection(Words(parsed, options), replaces: true) is { } objection)
                    return Complain(objection, ExitCodes.Refused);
                var keeper = new WitnessKeeper(witness, host.Clock);
                var said = await keeper.AnswerAsync(request, ct);
                if (output is { IsPiped: false } && said.Body.Length > 0)
                    await File.WriteAllTextAsync(output.Path, said.Body, ct);
                else
                    await host.Out.WriteAsync(said.Body);
                await host.Error.WriteLineAsync($"{said.Status} {(said.Flaw is { } flaw ? Words(parsed, options).Of(flaw) : said.Why)}");
                if (said.Status == 200)
                    return ExitCodes.Done;
                if (said.IsOnlyBehind)
                {
                    await host.Error.WriteLineAsync(Words(parsed, options)["Witness.Behind"]);
                    return ExitCodes.TryAgain;
                }
                // Not the sender: he may be the one who rolled back.
                if (said.Status != WitnessDecision.Malformed)
                    await host.Error.WriteLineAsync(Words(parsed, options)["Witness.Telephone"]);
                return ExitCodes.NotAsItShouldBe;
            }
        );
        return answer;
    }

    private static Command Serve(CliOptions options, CliHost host, Option<string> folder)
    {
        var port = PortOption.Of(7072);
        var serve = new Command("serve") { folder, port };
        serve.SetAction(
            async (parsed, ct) =>
            {
                if (await OpenAsync(parsed, options, host, parsed.GetValue(folder)!) is not { } witness)
                    return ExitCodes.NotFound;
                using (witness.OpenKey()) { }
                try
                {
                    await WitnessHost.RunAsync(
                        witness,
                        host.Clock,
                        parsed.GetValue(port),
                        address => host.Out.WriteLine(Words(parsed, options).Of("Serve.Started", address)),
                        ct
                    );
                }
                catch (OperationCanceledException) when (ct.IsCancellationRequested) { }
                await host.Out.WriteLineAsync(Words(parsed, options)["Serve.Stopped"]);
                return ExitCodes.Done;
            }
        );
        return serve;
    }

    /// <summary>The witness of a folder; null, and a complaint, where there is no such folder.</summary>
    private static async Task<WitnessFolder?> OpenAsync(ParseResult parsed, CliOptions options, CliHost host, string folder)
    {
        if (Directory.Exists(folder))
            return WitnessFolder.Open(Path.GetFullPath(folder));
        await ComplainAsync(host, Words(parsed, options).Of("Witness.NoFolder", folder), ExitCodes.NotFound);
        return null;
    }

    private static async Task<int> ComplainAsync(CliHost host, string text, int exitCode)
    {
        await host.Error.WriteLineAsync(text);
        return exitCode;
    }

    private static UiTexts Words(ParseResult parsed, CliOptions options) => new(parsed.GetValue(options.Language) ?? "ja");
}
