namespace Hindsight.Torch.Sampling;

/// <summary>The model's forward pass without gradients as TorchScript: one call for a whole step of all layers.</summary>
/// <remarks>
/// Weights come as one list, <c>[embedding, cos, sin, final norm, head]</c> and then, for each layer, <c>[norm, q|k|v, output, norm, gate|up, down]</c>.
/// Memory of one layer: keys <c>[slots, Hkv, d, capacity]</c>, stored transposed since the product with queries then reads them as they lie,
/// values <c>[slots, Hkv, capacity, d]</c>. The sine table's first half is negated, so that rotating by halves is a roll.
/// </remarks>
internal static class DecodeScript
{
    /// <summary>Loads the module; with <paramref name="packed"/> its matrices are oneDNN's own layout, made by <c>pack</c>.</summary>
    public static TorchSharp.torch.jit.ScriptModule Load(bool packed) => ScriptArchive.Load((packed ? Packed : Plain) + Shared);

    private const string Plain = """
          def linear(self: __torch__.Ops, x: Tensor, w: Tensor) -> Tensor:
            return torch.linear(x, w, None)
          def linear_add(self: __torch__.Ops, x: Tensor, w: Tensor, residual: Tensor) -> Tensor:
            return torch.add(residual, torch.linear(x, w, None))

        """;

    private const string Packed = """
          def pack(self: __torch__.Ops, w: Tensor, rows: int) -> Tensor:
            return ops.mkldnn._reorder_linear_weight(w, rows)
          def linear(self: __torch__.Ops, x: Tensor, w: Tensor) -> Tensor:
            return ops.mkldnn._linear_pointwise(x, w, None, "none", annotate(List[Optional[number]], []), None)
          def linear_add(self: __torch__.Ops, x: Tensor, w: Tensor, residual: Tensor) -> Tensor:
            return ops.mkldnn._linear_pointwise(x, residual, w, None, "add")

        """;

    private const string Shared = """
          def norm(self: __torch__.Ops, x: Tensor, w: Tensor, eps: float) -> Tensor:
            return torch.rms_norm(x, [x.size(-1)], w, eps)

          def rotate(self: __torch__.Ops, x: Tensor, c: Tensor, s: Tensor, half: int) -> Tensor:
            return torch.addcmul(torch.mul(x, c), torch.roll(x, [half], [-1]), s)

          def feed_forward(self: __torch__.Ops, x: Tensor, gate_up: Tensor, down: Tensor, residual: Tensor) -> Tensor:
            parts = torch.chunk((self).linear(x, gate_up, ), 2, -1)
            return (self).linear_add(torch.mul(torch.silu(parts[0]), parts[1]), down, residual, )

          def step(self: __torch__.Ops, tokens: Tensor, positions: Tensor, rows: Tensor, columns: Tensor, w: List[Tensor], keys: List[Tensor], values: List[Tensor], width: int, heads: int, eps: float) -> Tensor:
            n = tokens.size(0)
            kv = keys[0].size(1)
            d = keys[0].size(2)
            x = torch.embedding(w[0], tokens)
            c = torch.index_select(w[1], 0, positions)
            s = torch.index_select(w[2], 0, positions)
            hidden = torch.gt(torch.slice(columns, 0, 0, width), torch.unsqueeze(positions, 1))
            mask = torch.masked_fill(torch.zeros([n, width], dtype=x.dtype, device=x.device), hidden, -inf)
            mask = torch.reshape(torch.expand(torch.reshape(mask, [n, 1, 1, width]), [n, kv, 1, width]), [torch.mul(n, kv), 1, width])
            scale = torch.pow(float(d), -0.5)
            split = [torch.mul(heads, d), torch.mul(kv, d), torch.mul(kv, d)]
            for i in range(torch.len(keys)):
              b = torch.add(5, torch.mul(6, i))
              qkv = (self).linear((self).norm(x, w[b], eps, ), w[torch.add(b, 1)], )
              qk = torch.reshape(torch.slice(qkv, 1, 0, torch.mul(torch.add(heads, kv), d)), [n, torch.add(heads, kv), d])
              qk = (self).rotate(qk, c, s, torch.floordiv(d, 2), )
              v = torch.reshape(torch.slice(qkv, 1, torch.mul(torch.add(heads, kv), d)), [n, kv, d])
              torch.index_put_(keys[i], annotate(List[Optional[Tensor]], [rows, None, None, positions]), torch.slice(qk, 1, heads))
              torch.index_put_(values[i], annotate(List[Optional[Tensor]], [rows, None, positions]), v)
              q = torch.reshape(torch.slice(qk, 1, 0, heads), [torch.mul(n, kv), torch.floordiv(heads, kv), d])
              k = torch.slice(torch.flatten(torch.slice(keys[i], 0, 0, n), 0, 1), 2, 0, width)
              m = torch.slice(torch.flatten(torch.slice(values[i], 0, 0, n), 0, 1), 1, 0, width)
              scores = torch.softmax(torch.baddbmm(mask, q, k, beta=1, alpha=scale), -1)
              x = (self).linear_add(torch.reshape(torch.bmm(scores, m), [n, -1]), w[torch.add(b, 2)], x, )
              x = (self).feed_forward((self).norm(x, w[torch.add(b, 3)], eps, ), w[torch.add(b, 4)], w[torch.add(b, 5)], x, )
            return (self).linear((self).norm(x, w[3], eps, ), w[4], )

          def prefill(self: __torch__.Ops, tokens: Tensor, positions: Tensor, segments: List[Tensor], w: List[Tensor], keys: List[Tensor], values: List[Tensor], heads: int, eps: float) -> Tensor:
            n = tokens.size(0)
            kv = keys[0].size(1)
            d = keys[0].size(2)
            x = torch.embedding(w[0], tokens)
            c = torch.index_select(w[1], 0, positions)
            s = torch.index_select(w[2], 0, positions)
            for i in range(torch.len(keys)):
              b = torch.add(5, torch.mul(6, i))
              qkv = (self).linear((self).norm(x, w[b], eps, ), w[torch.add(b, 1)], )
              qk = torch.reshape(torch.slice(qkv, 1, 0, torch.mul(torch.add(heads, kv), d)), [n, torch.add(heads, kv), d])
              qk = torch.transpose((self).rotate(qk, c, s, torch.floordiv(d, 2), ), 0, 1)
              v = torch.transpose(torch.reshape(torch.slice(qkv, 1, torch.mul(torch.add(heads, kv), d)), [n, kv, d]), 0, 1)
              parts = annotate(List[Tensor], [])
              row = 0
              for j in range(torch.len(segments)):
                slot = int(torch.select(segments[j], 0, 0))
                start = int(torch.select(segments[j], 0, 1))
                count = int(torch.select(segments[j], 0, 2))
                stop = torch.add(start, count)
                key = torch.slice(torch.slice(qk, 0, heads), 1, row, torch.add(row, count))
                value = torch.slice(v, 1, row, torch.add(row, count))
                all_keys = torch.slice(torch.select(keys[i], 0, slot), 2, 0, stop)
                all_values = torch.slice(torch.select(values[i], 0, slot), 1, 0, stop)
                torch.copy_(torch.slice(all_keys, 2, start), torch.transpose(key, 1, 2))
                torch.copy_(torch.slice(all_values, 1, start), value)
                query = torch.unsqueeze(torch.slice(torch.slice(qk, 0, 0, heads), 1, row, torch.add(row, count)), 0)
                if torch.gt(start, 0):
                  seen = torch.tril(torch.ones([count, stop], dtype=11, device=x.device), start)
                  a = torch.scaled_dot_product_attention(query, torch.unsqueeze(torch.contiguous(torch.transpose(all_keys, 1, 2)), 0), torch.unsqueeze(all_values, 0), seen, 0., False, scale=None, enable_gqa=True)
                else:
                  a = torch.scaled_dot_product_attention(query, torch.unsqueeze(key, 0), torch.unsqueeze(value, 0), None, 0., True, scale=None, enable_gqa=True)
                torch.append(parts, torch.reshape(torch.transpose(torch.squeeze(a, 0), 0, 1), [count, -1]))
                row = torch.add(row, count)
              x = (self).linear_add(torch.cat(parts, 0), w[torch.add(b, 2)], x, )
              x = (self).feed_forward((self).norm(x, w[torch.add(b, 3)], eps, ), w[torch.add(b, 4)], w[torch.add(b, 5)], x, )
            return (self).norm(x, w[3], eps, )
        """;
}
