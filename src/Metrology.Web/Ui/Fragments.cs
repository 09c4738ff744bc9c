using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Metrology.Web.Ui;

/// <summary>Renders a component to text, for server-sent events that htmx swaps in.</summary>
public sealed class Fragments(IServiceProvider services, ILoggerFactory logs) : IAsyncDisposable
{
    private readonly HtmlRenderer renderer = new(services, logs);

    public Task<string> RenderAsync<TComponent>(IDictionary<string, object?> parameters)
        where TComponent : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<TComponent>(ParameterView.FromDictionary(parameters))).ToHtmlString());

    public ValueTask DisposeAsync() => renderer.DisposeAsync();
}
