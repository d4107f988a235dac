// A page in a file holds all it has: nothing is asked for, and the browser would not let it.
export const canExplore = () => false;
export const hasMore = () => false;
export const findNames = () => Promise.resolve([]);
export const loadAround = () => Promise.reject(new Error("no server"));
