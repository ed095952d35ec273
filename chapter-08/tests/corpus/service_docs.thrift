/** A service. */
service Documented {
    /**
     * A method.
     * @param id an [id]
     */
    void method(/** An argument. */ 1: i32 id)
}
