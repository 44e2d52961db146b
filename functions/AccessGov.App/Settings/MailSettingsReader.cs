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
    /// <param name="files">Makes an absolute path of a key's file: one with a secret, one with certificates.</param>
    /// <param name="faults">Where faults go.</param>
    public static MailSettings? Read(
        IConfiguration values,
        (Func<string, string?> Secret, Func<string, string?> Certificates) files,
        SettingsFaults faults
    )
    {
        var kind = values["mail:kind"] ?? "none";
        if (kind is not ("none" or "graph" or "smtp"))
            faults.Add(Wording.Of("Settings.unknown-word", "mail:kind", kind, "none, graph, smtp"));
        if (kind is not ("graph" or "smtp"))
            return null;
        var sender = values["mail:sender"] ?? "";
        if (!MailAddress.IsOne(sender))
            faults.Add(Wording.Of("Settings.mail-sender", sender));
        var contact = values["mail:contact"] ?? "";
        if (contact.Length is 0 or > LongestContact || VisibleText.Of(contact) != contact)
            faults.Add(Wording.Of("Settings.mail-contact", LongestContact));
        if (values["portal:address"] is not { Length: > 0 })
            faults.Add(Wording.Of("Settings.mail-without-portal"));
        if (kind == "graph")
            RequireMailer(values, faults);
        return new MailSettings
        {
            Sender = sender,
            Contact = contact,
            DueOn = values["mail:dueOn"] is { Length: > 0 } due ? Day("mail:dueOn", due, faults) : null,
            MostPerRun = Number(values, "mail:mostPerRun", MailSettings.UsualMostPerRun, MailSettings.MostMostPerRun, faults),
            ClosedOn =
            [
                .. (values["mail:closedOn"] ?? "")
                    .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                    .Select(day => Day("mail:closedOn", day, faults)),
            ],
            Smtp = kind == "smtp" ? Smtp(values, files, faults) : null,
        };
    }

    /// <summary>Whoever may send mail as anybody is an application that may do nothing else.</summary>
    private static void RequireMailer(IConfiguration values, SettingsFaults faults)
    {
        var isOne = bool.TryParse(values["directory:allowOneIdentity"], out var one) && one;
        if (values["directory:mailer:clientId"] is not { Length: > 0 } && !isOne)
            faults.Add(Wording.Of("Settings.mail-without-mailer"));
    }

    private static SmtpSettings Smtp(
        IConfiguration values,
        (Func<string, string?> Secret, Func<string, string?> Certificates) files,
        SettingsFaults faults
    )
    {
        var host = values["mail:smtp:host"] ?? "";
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown)
            faults.Add(Wording.Of("Settings.smtp-host", host));
        var word = values["mail:smtp:security"] ?? SmtpSecurityCodes.Of(SmtpSecurity.StartTls);
        if (!SmtpSecurityCodes.All.TryRead(word, out var security))
            faults.Add(Wording.Of("Settings.unknown-word", "mail:smtp:security", word, SmtpSecurityCodes.All.Codes));
        else if (security == SmtpSecurity.None && !IsThisMachine(host))
            faults.Add(Wording.Of("Settings.smtp-readable"));
        var user = values["mail:smtp:user"] is { Length: > 0 } given ? given : null;
        var password = files.Secret("mail:smtp:passwordFile");
        if (user is null != password is null)
            faults.Add(Wording.Of("Settings.smtp-user"));
        return new SmtpSettings
        {
            Host = host,
            Port = Number(values, "mail:smtp:port", UsualPort(security), IPEndPoint.MaxPort, faults),
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

    private static int Number(IConfiguration values, string key, int usual, int most, SettingsFaults faults)
    {
        if (values[key] is not { Length: > 0 } text)
            return usual;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most)
            return number;
        faults.Add(Wording.Of("Settings.number", key, text, 1, most));
        return usual;
    }

    private static DateOnly Day(string key, string text, SettingsFaults faults)
    {
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            faults.Add(key == "mail:closedOn" ? Wording.Of("Settings.days", key, text) : Wording.Of("Settings.day", key, text));
        return day;
    }
}
