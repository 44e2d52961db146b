using AccessGov.Core.Kernel;

namespace AccessGov.App.Mailing;

/// <summary>What people are written to about. Each has its own runs, its own rows and its own limit.</summary>
public sealed class MailMatter
{
    private MailMatter(string code, string lease, string rows, Wording flood) => (Code, Lease, Rows, Flood) = (code, lease, rows, flood);

    /// <summary>Somebody must enrol a key and has not.</summary>
    public static MailMatter Keys { get; } = new("", "reminders", "mailed:", Wording.Of("MailFlood.keys"));

    /// <summary>Somebody is to review rights.</summary>
    public static MailMatter Reviews { get; } = new("review", "review-mails", "review:", Wording.Of("MailFlood.reviews"));

    /// <summary>Rights by request end.</summary>
    public static MailMatter Endings { get; } = new("request-end", "ending-mails", "ending:", Wording.Of("MailFlood.endings"));

    /// <summary>As the record names it; empty for keys, the first matter there was.</summary>
    public string Code { get; }

    /// <summary>The lease that two runs of it meet at.</summary>
    internal string Lease { get; }

    /// <summary>How the names of its rows begin.</summary>
    internal string Rows { get; }

    /// <summary>What to do where too many mails are due.</summary>
    internal Wording Flood { get; }
}
