using System.Security.Cryptography;
using Metrology.App.Laboratory;
using Metrology.App.Ledger;
using Metrology.App.Storage;
using Metrology.Core.Certificates;
using Metrology.Core.Words;
using Microsoft.EntityFrameworkCore;

namespace Metrology.App.Templates;

/// <summary>Writes a new revision of a template, which waits for a second person. It is rendered once with an example: what cannot be printed is never published.</summary>
public sealed class DraftTemplate(Store store, TemplateExample example, ICertificateRenderer renderer, TimeProvider clock)
{
    /// <param name="Logo">A new picture; null keeps the one that the content names.</param>
    /// <param name="Seal">The same of the seal.</param>
    public sealed record Request(CertificateTemplate Content, byte[]? Logo = null, byte[]? Seal = null);

    /// <summary>The example as the paper would look, without saving anything.</summary>
    public Task<Outcome<byte[]>> PreviewAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.ReadAsync<Outcome<byte[]>>(async db =>
        {
            if (actor.Deny(Permission.EditTemplates) is { } denied)
                return denied;
            var looked = await LookAsync(db, request, cancellation);
            return looked.Refusal is { } refusal ? refusal : looked.Value.Preview;
        }, cancellation);

    /// <returns>Hash of the revision.</returns>
    public Task<Outcome<string>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellation) =>
        store.WriteAsync<string>(actor, async db =>
        {
            if (actor.Deny(Permission.EditTemplates) is { } denied)
                return denied;
            var looked = await LookAsync(db, request, cancellation);
            if (looked.Refusal is { } refusal)
                return refusal;
            var (content, added) = (looked.Value.Content, looked.Value.Added);
            var hash = TemplateText.HashOf(content);
            if (await db.Templates.AnyAsync(row => row.Hash == hash, cancellation))
                return TemplateErrors.Unchanged;
            db.AddRange(added);
            db.Add(new TemplateRow
            {
                Hash = hash,
                Name = content.Name,
                Revision = 1 + (await db.Templates.Where(row => row.Name == content.Name).MaxAsync(row => (int?)row.Revision, cancellation) ?? 0),
                Scope = content.Scope,
                Content = content,
                DraftedById = actor.AccountId,
                DraftedBy = actor.Name,
                DraftedAt = clock.GetUtcNow(),
            });
            return hash;
        }, cancellation);

    /// <summary>The content with the hashes of its pictures, the pictures that are new, and the example.</summary>
    private async Task<Outcome<(CertificateTemplate Content, List<TemplatePicture> Added, byte[] Preview)>> LookAsync(MetrologyDb db, Request request, CancellationToken cancellation)
    {
        var (logo, seal) = (New(request.Logo, nameof(Request.Logo)), New(request.Seal, nameof(Request.Seal)));
        if ((logo.Refusal ?? seal.Refusal) is { } noPicture)
            return noPicture;
        var content = request.Content with
        {
            Name = request.Content.Name.Trim(),
            LogoHash = logo.Value?.Hash ?? request.Content.LogoHash,
            SealHash = seal.Value?.Hash ?? request.Content.SealHash,
        };
        if (TemplateRules.Wrong(content, renderer) is { } wrong)
            return wrong;
        List<TemplatePicture> brought = [.. new[] { logo.Value, seal.Value }.OfType<TemplatePicture>().DistinctBy(one => one.Hash)];
        string[] named = [.. new[] { content.LogoHash, content.SealHash }.OfType<string>()];
        var there = await db.TemplatePictures.Where(row => named.Contains(row.Hash)).Select(row => row.Hash).ToListAsync(cancellation);
        var kept = await TemplatePictures.OfAsync(db, there, cancellation);
        if (kept.Refusal is { } unusable)
            return unusable;
        var files = kept.Value;
        var added = brought.FindAll(one => !there.Contains(one.Hash));
        foreach (var one in brought)
            files[one.Hash] = one.Content;
        var preview = example.Render(content, await db.Institutions.FirstOrDefaultAsync(cancellation), files);
        return preview.Refusal is { } unprintable ? unprintable : (content, added, preview.Value);
    }

    private Outcome<TemplatePicture?> New(byte[]? file, string field)
    {
        if (file is null)
            return (TemplatePicture?)null;
        var facts = renderer.Look(file);
        if (facts.Refusal is { } unusable)
            return unusable with { Field = field };
        return new TemplatePicture
        {
            Hash = Convert.ToHexStringLower(SHA256.HashData(file)),
            MediaType = facts.Value.MediaType,
            Content = file,
            Width = facts.Value.Width,
            Height = facts.Value.Height,
        };
    }
}

/// <summary>Files of pictures by their hash.</summary>
public static class TemplatePictures
{
    /// <summary>Refuses one that is gone or not what its hash says. What names the hash is a template or a record, which the ledger knows, so no other picture passes for it.</summary>
    public static async Task<Outcome<Dictionary<string, byte[]>>> OfAsync(MetrologyDb db, IEnumerable<string> hashes, CancellationToken cancellation)
    {
        List<string> wanted = [.. hashes.Distinct()];
        if (wanted.Count == 0)
            return new Dictionary<string, byte[]>();
        var found = await db.TemplatePictures.AsNoTracking().Where(row => wanted.Contains(row.Hash)).ToDictionaryAsync(row => row.Hash, row => row.Content, cancellation);
        return wanted.Find(hash => !found.TryGetValue(hash, out var file) || Convert.ToHexStringLower(SHA256.HashData(file)) != hash) is { } wrong
            ? RowCheck.UnusableRegister(LegalRow.Sought(nameof(TemplatePicture), wrong)) : found;
    }
}
