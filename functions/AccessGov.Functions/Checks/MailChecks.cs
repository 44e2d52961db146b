using AccessGov.App.Directory.Entra;
using AccessGov.App.Directory.Entra.Wire;
using AccessGov.App.Mail;
using AccessGov.App.Settings;

namespace AccessGov.Functions.Checks;

/// <summary>Whether mail would be let out: nothing is sent. Of Graph the token tells; a server is asked as far as its greeting.</summary>
internal static class MailChecks
{
    private const string Permission = "Mail.Send";

    public static async Task<IReadOnlyList<CheckResult>> OfAsync(
        AccessGovSettings settings,
        EntraDirectory? directory,
        TimeProvider clock,
        CancellationToken ct
    )
    {
        if (settings.Mail is not { } mail)
            return [CheckResult.Skipped("mail")];
        if (mail.Smtp is { } smtp)
            return await Looks.AtAsync(
                "mail",
                smtp.Host,
                async () =>
                {
                    await new SmtpMailer(smtp, mail.Sender, clock).LookAsync(ct);
                    return CheckResult.Fine("mail", smtp.Host);
                }
            );
        if (directory is null)
            return [];
        return await Looks.AtAsync("mail", DirectoryRoleCodes.Of(DirectoryRole.Mailer), () => TokenAsync(settings, directory, ct));
    }

    private static async Task<IReadOnlyList<CheckResult>> TokenAsync(
        AccessGovSettings settings,
        EntraDirectory directory,
        CancellationToken ct
    )
    {
        var name = DirectoryRoleCodes.Of(DirectoryRole.Mailer);
        var has = await directory.PermissionsAsync(DirectoryRole.Mailer, ct);
        if (has.Count == 0)
            return [CheckResult.Fine("mail", name), CheckResult.Skipped("permissions", name)];
        var checks = new List<CheckResult> { CheckResult.Fine("mail", name) };
        if (!has.Contains(Permission))
            checks.Add(CheckResult.Wrong("permissions-missing", name, Permission));
        // With one application for everything that is told already.
        if (!settings.Directory.AllowOneIdentity && PermissionCheck.TooMuch(has, DirectoryRole.Mailer) is { Count: > 0 } superfluous)
            checks.Add(CheckResult.Wrong("permissions-superfluous", name, string.Join(", ", superfluous)));
        return checks;
    }
}
