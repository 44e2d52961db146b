using System.Globalization;
using System.Net;
using AccessGov.Core.Campaign;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Reads the section <c>mail</c>. Without it, and with <c>kind: none</c>, nobody is written to.</summary>
internal static class MailSettingsReader
{
    /// <summary>Keys of the section.</summary>
    public static readonly string[] Keys =
    [
        "mail:kind",
        "mail:sender",
        "mail:contact",
        "mail:dueOn",
        "mail:mostPerRun",
        "mail:closedOn",
        "mail:smtp:host",
        "mail:smtp:port",
        "mail:smtp:security",
        "mail:smtp:user",
        "mail:smtp:passwordFile",
        "mail:smtp:rootsFile",
    ];

    private const int LongestContact = 200;

    /// <summary>Reads it.</summary>
    /// <param name="values">All settings.</param>
    /// <param name="path">The settings file, for faults.</param>
    /// <param name="files">Makes an absolute path of a key's file: one with a secret, one with certificates.</param>
    /// <param name="faults">Where faults go.</param>
    public static MailSettings? Read(
        IConfiguration values,
        string path,
        (Func<string, string?> Secret, Func<string, string?> Certificates) files,
        List<string> faults
    )
    {
        var kind = values["mail:kind"] ?? "none";
        if (kind is not ("none" or "graph" or "smtp"))
            faults.Add($"{path}: mail:kind is '{kind}', known are none, graph, smtp.");
        if (kind is not ("graph" or "smtp"))
            return null;
        var sender = values["mail:sender"] ?? "";
        if (!MailAddress.IsOne(sender))
            faults.Add($"{path}: mail:sender is '{sender}', must be the address that sends.");
        var contact = values["mail:contact"] ?? "";
        if (contact.Length is 0 or > LongestContact || VisibleText.Of(contact) != contact)
            faults.Add($"{path}: mail:contact must say whom to ask, in 1 to {LongestContact} characters on one line.");
        if (values["portal:address"] is not { Length: > 0 })
            faults.Add($"{path}: mail:kind needs 'portal:address': a mail says where to go.");
        if (kind == "graph")
            RequireMailer(values, path, faults);
        return new MailSettings
        {
            Sender = sender,
            Contact = contact,
            DueOn = values["mail:dueOn"] is { Length: > 0 } due ? Day("mail:dueOn", due, path, faults) : null,
            MostPerRun = Number(values, "mail:mostPerRun", MailSettings.UsualMostPerRun, MailSettings.MostMostPerRun, path, faults),
            ClosedOn =
            [
                .. (values["mail:closedOn"] ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(day => Day("mail:closedOn", day, path, faults)),
            ],
            Smtp = kind == "smtp" ? Smtp(values, path, files, faults) : null,
        };
    }

    /// <summary>Whoever may send mail as anybody is an application that may do nothing else.</summary>
    private static void RequireMailer(IConfiguration values, string path, List<string> faults)
    {
        var isOne = bool.TryParse(values["directory:allowOneIdentity"], out var one) && one;
        if (values["directory:mailer:clientId"] is not { Length: > 0 } && !isOne)
            faults.Add($"{path}: mail:kind graph needs 'directory:mailer:clientId': the application that sends.");
    }

    private static SmtpSettings Smtp(
        IConfiguration values,
        string path,
        (Func<string, string?> Secret, Func<string, string?> Certificates) files,
        List<string> faults
    )
    {
        var host = values["mail:smtp:host"] ?? "";
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            faults.Add($"{path}: mail:smtp:host is '{host}', must be the name of the mail server.");
        var word = values["mail:smtp:security"] ?? SmtpSecurityCodes.Of(SmtpSecurity.StartTls);
        if (!SmtpSecurityCodes.All.TryRead(word, out var security))
            faults.Add($"{path}: mail:smtp:security is '{word}', known are {string.Join(", ", SmtpSecurityCodes.All.Codes)}.");
        else if (security == SmtpSecurity.None && !IsThisMachine(host))
            faults.Add($"{path}: mail:smtp:security is 'none', which is for a server on this machine only (127.0.0.1, ::1, localhost).");
        var user = values["mail:smtp:user"] is { Length: > 0 } given ? given : null;
        var password = files.Secret("mail:smtp:passwordFile");
        if (user is null != password is null)
            faults.Add($"{path}: mail:smtp:user and mail:smtp:passwordFile go together.");
        return new SmtpSettings
        {
            Host = host,
            Port = Number(values, "mail:smtp:port", UsualPort(security), IPEndPoint.MaxPort, path, faults),
            Security = security,
            User = user,
            PasswordFile = password,
            RootsFile = files.Certificates("mail:smtp:rootsFile"),
        };
    }

    private static bool IsThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));

    private static int UsualPort(SmtpSecurity security) =>
        security switch
        {
            SmtpSecurity.StartTls => 587,
            SmtpSecurity.Tls => 465,
            _ => 25,
        };

    private static int Number(IConfiguration values, string key, int usual, int most, string path, List<string> faults)
    {
        if (values[key] is not { Length: > 0 } text)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        faults.Add($"{path}: {key} is '{text}', must be a number from 1 to {most}.");
        return usual;
    }

    private static DateOnly Day(string key, string text, string path, List<string> faults)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            faults.Add(
                $"{path}: {key} is '{text}', must be a day like 2026-09-30{(key == "mail:closedOn" ? ", several with commas" : "")}."
            );
        return day;
    }
}
