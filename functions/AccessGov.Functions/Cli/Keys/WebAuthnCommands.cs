using System.CommandLine;
using System.Text.Json;
using AccessGov.App.Storage.Content;
using AccessGov.Core.Kernel;
using AccessGov.Functions.Cli.Answers;
using AccessGov.Functions.Cli.Sessions;

namespace AccessGov.Functions.Cli.Keys;

/// <summary>
/// <c>accessgov webauthn verify</c>: one registration or authentication out of a file, by the steps that the portal takes. It needs no
/// settings, opens no store and no connection: an auditor can run it anywhere.
/// </summary>
internal static class WebAuthnCommands
{
    // A ceremony's parts stay far below.
    private const int Longest = 256 * 1024;

    public static Command Make(CliOptions options, CliHost host)
    {
        var file = new Argument<FileInfo>("file");
        var verify = new Command("verify") { file };
        verify.SetAction((parsed, ct) => VerifyAsync(parsed, options, host, parsed.GetValue(file)!, ct));
        return new Command("webauthn") { verify };
    }

    private static async Task<int> VerifyAsync(ParseResult parsed, CliOptions options, CliHost host, FileInfo file, CancellationToken ct)
    {
        var words = CliLanguage.Present;
        int Complain(string text, int exitCode)
        {
            host.Error.WriteLine(text);
            return exitCode;
        }
        var (content, exitCode) = await GivenFile.ReadAsync(words, Complain, file, Longest, null, ct);
        if (content is null)
            return exitCode;
        CeremonyText text;
        try
        {
            var ceremony = CeremonyFile.Read(content);
            text = ceremony.IsRegistration
                ? new CeremonyText(words, await ceremony.RegistrationAsync(ct))
                : new CeremonyText(words, await ceremony.AssertionAsync(ct));
        }
        catch (FormatException e)
        {
            return Complain(words.Of("Cli.CeremonyFile", GivenFile.Called(words, file), FlawException.Told(e)), ExitCodes.Refused);
        }
        host.Out.WriteLine(
            parsed.GetValue(options.Json)
                ? VisibleText.InJson(JsonSerializer.Serialize(text.Json, CoreJson.Indented))
                : VisibleText.Of(text.Line)
        );
        return text.IsVerified ? ExitCodes.Done : ExitCodes.Refused;
    }
}
