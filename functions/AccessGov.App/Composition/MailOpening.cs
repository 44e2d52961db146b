using AccessGov.App.Directory.Entra;
using AccessGov.App.Mail;
using AccessGov.App.Mailing;
using AccessGov.App.Settings;
using AccessGov.App.Texts;
using AccessGov.Core.Campaign;
using AccessGov.Core.Policy;

namespace AccessGov.App.Composition;

/// <summary>Puts together what people are written to with.</summary>
public static class MailOpening
{
    /// <summary>What the settings switch on; nothing is connected to yet.</summary>
    /// <param name="settings">The settings in force.</param>
    /// <param name="policy">Names the municipality where the settings do not.</param>
    /// <param name="directory">Signs requests to Graph; null where there is none, and then mail goes by a server (SMTP).</param>
    /// <param name="clock">What the time is.</param>
    /// <returns>Null when mail is switched off.</returns>
    public static Outbox? OpenMail(this AccessGovSettings settings, GovernancePolicy policy, EntraDirectory? directory, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        if (settings is not { Mail: { } mail, Portal.Address: { } address })
            return null;
        var city = settings.Portal.CityName.Length > 0 ? settings.Portal.CityName : policy.Tenant.Value;
        IMailer mailer = mail.Smtp is { } smtp
            ? new SmtpMailer(smtp, mail.Sender, clock)
            : new GraphMailer(() => directory!.Mailing!, settings.Directory.BaseUri, mail.Sender);
        var notices = new NoticeText(city, address, mail.Contact);
        return new Outbox(
            mailer,
            new Outbox.Writers(new ReminderText(city, address, mail.Contact, mail.DueOn).Of, notices.Of, notices.Of),
            new OfficeHours(mail.ClosedOn),
            mail.MostPerRun
        );
    }
}
