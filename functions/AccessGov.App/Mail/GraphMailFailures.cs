using System.Globalization;
using AccessGov.App.Failures;
using AccessGov.Core.Kernel;
using Microsoft.Graph.Models.ODataErrors;
using Microsoft.Kiota.Abstractions;

namespace AccessGov.App.Mail;

/// <summary>What Graph answered to a mail, classified once.</summary>
internal static class GraphMailFailures
{
    private const int LongestCode = 64;

    /// <summary>Codes of Exchange that speak of the recipient (learn.microsoft.com, EWS ResponseCode, which Graph passes on).</summary>
    private static readonly string[] OfAddress = ["ErrorInvalidRecipients", "ErrorRecipientNotFound", "ErrorInvalidSmtpAddress"];

    public static bool IsOfGraph(Exception e, CancellationToken ct) =>
        e is ApiException or HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);

    /// <summary>The address's own refusal; whatever concerns every mail is thrown.</summary>
    public static AddressRefusal Classify(Exception e)
    {
        if (e is not ApiException answer)
            throw new OutsideFailureException(new OutsideFailure.Transient("mail-unreachable"), Wording.Of("Outside.graph-mail-silent"));
        var status = answer.ResponseStatusCode;
        var code = Clean((e as ODataError)?.Error?.Code);
        if (status == 400 && OfAddress.Contains(code, StringComparer.Ordinal))
            return new AddressRefusal(code);
        if (status is 429 or >= 500)
            throw new OutsideFailureException(
                new OutsideFailure.Transient(status == 429 ? "throttled" : $"http-{status}", RetryAfter(answer)),
                Wording.Of("Outside.graph-mail-later")
            );
        throw new OutsideFailureException(
            new OutsideFailure.Permanent(
                status switch
                {
                    401 => "unauthorized",
                    403 => "forbidden",
                    _ when code.Length > 0 => code,
                    _ => $"http-{status}",
                }
            ),
            Wording.Of("Outside.graph-mail-refused")
        );
    }

    private static string Clean(string? code) =>
        new([.. (code ?? "").Where(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '.' or '-').Take(LongestCode)]);

    private static TimeSpan? RetryAfter(ApiException answer) =>
        answer.ResponseHeaders?.FirstOrDefault(h => h.Key.Equals("Retry-After", StringComparison.OrdinalIgnoreCase)).Value is { } values
        && int.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
