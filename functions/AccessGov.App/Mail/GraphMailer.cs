using AccessGov.Core.Campaign;
using Microsoft.Graph;
using Microsoft.Graph.Models;
using Microsoft.Graph.Users.Item.SendMail;
using Microsoft.Kiota.Abstractions.Authentication;

namespace AccessGov.App.Mail;

/// <summary>Mail through Microsoft Graph: <c>POST /users/{sender}/sendMail</c>, with the SDK's own model.</summary>
public sealed class GraphMailer : IMailer, IDisposable
{
    private readonly string sender;

    // Made on first use: the SDK's assembly is 48 MB, and most processes send nothing.
    private readonly Lazy<GraphServiceClient> graph;

    /// <summary>One for the life of the process.</summary>
    /// <param name="http">What signs requests to Graph as the application that may send; asked once, stays its owner's.</param>
    /// <param name="root">Graph's root, exactly <c>…/v1.0</c>.</param>
    /// <param name="sender">The mailbox that sends.</param>
    public GraphMailer(Func<HttpClient> http, Uri root, string sender)
    {
        ArgumentNullException.ThrowIfNull(root);
        this.sender = sender;
        graph = new(() => new GraphServiceClient(http(), new AnonymousAuthenticationProvider(), root.AbsoluteUri));
    }

    /// <inheritdoc/>
    public async Task<AddressRefusal?> SendAsync(string to, Letter letter, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(letter);
        var body = new SendMailPostRequestBody
        {
            Message = new Message
            {
                Subject = letter.Subject,
                Body = new ItemBody { ContentType = BodyType.Text, Content = letter.Body },
                ToRecipients = [new Recipient { EmailAddress = new EmailAddress { Address = to } }],
            },
            // The record says who was written to; a mailbox full of copies says it to whoever reads that mailbox.
            SaveToSentItems = false,
        };
        try
        {
            await graph.Value.Users[sender].SendMail.PostAsync(body, cancellationToken: ct);
            return null;
        }
        catch (Exception e) when (GraphMailFailures.IsOfGraph(e, ct))
        {
            return GraphMailFailures.Classify(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (graph.IsValueCreated)
            graph.Value.Dispose();
    }
}
