// Runs the real npm client of Mem0 against a server given as the first argument, and prints one
// line for each operation that went as it should. Ends with 1 and the reason if one did not.
import assert from "node:assert/strict";

process.env.MEM0_TELEMETRY = "false"; // before loading: it reports to a public host otherwise
const { MemoryClient } = await import("mem0ai");

const client = new MemoryClient({ apiKey: "m0-any", host: process.argv[2] });
const user = "project/été";
const filters = { user_id: user };
const done = (operation) => console.log("ok " + operation);

await client.ping();
done("ping");

const texts = ["The staging database listens on port 5433.", "Naïve café, été 😀"];
const ids = [];
for (const [i, text] of texts.entries()) {
  const added = await client.add([{ role: "user", content: text }], {
    userId: user,
    metadata: { mq_id: "id-" + i },
    infer: false,
  });
  const results = added.results ?? added;
  assert.equal(results.length, 1);
  assert.equal(results[0].event, "ADD");
  ids.push(results[0].id);
}
done("add");

const found = await client.search("staging database", { filters });
assert.equal(found.results[0].id, ids[0]);
assert.ok(found.results[0].score > 0.5);
const byId = await client.search("anything", {
  filters: { AND: [filters, { metadata: { mq_id: "id-1" } }] },
  threshold: 0,
});
assert.deepEqual(byId.results.map((m) => m.id), [ids[1]]);
done("search");

const all = await client.getAll({ filters, page: 1, pageSize: 1 });
assert.equal(all.count, 2);
assert.equal(all.results.length, 1);
assert.equal(all.results[0].memory, texts[1]);
assert.ok(all.next);
done("getAll");

const one = await client.get(ids[0]);
assert.equal(one.memory, texts[0]);
assert.equal((one.userId ?? one.user_id), user);
done("get");

await client.update(ids[0], { text: "It listens on 5434 now." });
assert.equal((await client.get(ids[0])).memory, "It listens on 5434 now.");
done("update");

const history = await client.history(ids[0]);
assert.deepEqual(history.map((h) => h.event), ["ADD", "UPDATE"]);
done("history");

const users = await client.users();
assert.ok(users.results.some((u) => u.name === user));
done("users");

await client.feedback({ memoryId: ids[0], feedback: "POSITIVE" });
done("feedback");

await client.batchUpdate([{ memoryId: ids[1], text: "changed in a batch" }]);
assert.equal((await client.get(ids[1])).memory, "changed in a batch");
done("batchUpdate");

await client.delete(ids[0]);
await assert.rejects(client.get(ids[0]));
done("delete");

await client.batchDelete([ids[1]]);
assert.equal((await client.getAll({ filters })).count, 0);
done("batchDelete");

await client.add([{ role: "user", content: "one more" }], { userId: user });
await client.deleteAll({ userId: user });
assert.equal((await client.getAll({ filters })).count, 0);
done("deleteAll");

await client.add([{ role: "user", content: "of an entity" }], { userId: user });
await client.deleteUsers({ userId: user });
assert.equal((await client.users()).count, 0);
done("deleteUsers");
